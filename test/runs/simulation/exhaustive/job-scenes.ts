/** The jobs, and the consumer of the table's stream. What one of them is told to be done is whole; until then it may be half done. */

import { advanceAccount } from '../../../../shared/operations/advance-account.ts';
import { advanceAccounts } from '../../../../shared/operations/advance-accounts.ts';
import { auditLedgers } from '../../../../shared/operations/audit-ledgers.ts';
import { projectCommits } from '../../../../shared/operations/project-commits.ts';
import { sweepDue } from '../../../../shared/operations/sweep-due.ts';
import { decodeAccount } from '../../../../shared/storage/account-item.ts';
import { StoreUnavailable } from '../../../../shared/storage/table.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import { accountIdOf, accountKey } from '../../../../shared/storage/table-keys.ts';
import { withAlteredState } from '../../../support/builders/altered-state.ts';
import { dayMs, startMs } from '../../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../../support/builders/fleet.ts';
import { foldUsage, sumsOf } from '../../../support/builders/usage-fold.ts';
import { signalSink } from '../../../support/service/signal-sink.ts';
import { textOf } from './answer-of.ts';
import { catalogueWorld } from './catalogue-world.ts';
import { accountDigest, checkAccount } from './check-account.ts';
import { startProcess } from './process.ts';
import type { Answer, Command, Scene, Services, Site, World } from './scene.ts';

const afterBoundaryMs = startMs + 31 * dayMs;
const debitsBefore = 12;
/** Enough for a projection to be full. */
const daysBefore = 9;
const everyDay = { from: '2000-01-01', to: '2199-12-31' };

export async function jobScenes(): Promise<readonly Scene[]> {
  return Promise.all([
    advancing(),
    sweeping(),
    auditing(),
    projecting('a day or two'),
    projecting('a full projection'),
  ]);
}

/** Twelve debits of 50 credits each, a day apart, past the first threshold. */
async function fleetWorld(count: number): Promise<{ readonly world: World; readonly accountIds: readonly string[] }> {
  const world = await catalogueWorld();
  const { store } = startProcess({ world }).services;
  const accountIds = await openFleet(store, 'fleet', count);
  for (const accountId of accountIds)
    for (let day = 0; day < debitsBefore; day += 1) await spend(store, accountId, day);
  return { world, accountIds };
}

function spend(store: Services['store'], accountId: string, day: number): Promise<unknown> {
  return debit(store, accountId, { key: `debit ${day}`, credits: 50, nowMs: startMs + day * dayMs });
}

function job(name: string, run: (services: Services, nowMs: number) => Promise<unknown>): Command {
  const answer: Answer = { text: 'done', isReplay: false, remembered: 'no' };
  return {
    name,
    run: async (services, nowMs) => {
      await run(services, nowMs);
      return answer;
    },
  };
}

async function advancing(): Promise<Scene> {
  const { world, accountIds } = await fleetWorld(2);
  const [one = ''] = accountIds;
  return {
    operation: 'advance-accounts',
    start: 'two accounts past a boundary',
    items: world.table.all(),
    commands: [
      job('advance', async (services, nowMs) => {
        const { failures, isDone } = await advanceAccounts(services, { accountIds }, nowMs);
        if (!isDone || failures.length > 0) throw new StoreUnavailable('the queue delivers it again');
      }),
    ],
    rivals: [job('debit', ({ store }, nowMs) => debit(store, one, { key: 'rival', credits: 1, nowMs }))],
    atMs: afterBoundaryMs,
    isAtomic: false,
    digest: async (site, atMs) => textOf(await Promise.all(accountIds.map((id) => accountDigest(site, id, atMs)))),
    check: async (site, atMs) => {
      const parked = await site.services.store.parkedAccounts(atMs);
      const findings = await Promise.all(accountIds.map((id) => checkAccount(site, id, atMs)));
      return [...findings.flat(), ...[...parked].map((id) => `${id} is left out though nothing is wrong with it`)];
    },
  };
}

async function sweeping(): Promise<Scene> {
  const { world, accountIds } = await fleetWorld(3);
  const [advanced = '', second = ''] = accountIds;
  await advanceAccount(startProcess({ world }).services.store, advanced, afterBoundaryMs);
  const found = ({ world: { messages } }: Site): readonly string[] =>
    [...new Set(messages.flatMap((message) => message.accountIds))].toSorted();
  return {
    operation: 'sweep-due',
    start: 'two of three accounts are due',
    items: world.table.all(),
    commands: [job('sweep', ({ store, queue }, nowMs) => sweepDue(store, queue, nowMs))],
    rivals: [job('advance', ({ store }, nowMs) => advanceAccount(store, second, nowMs))],
    atMs: afterBoundaryMs,
    isAtomic: false,
    digest: async (site) => found(site).join(' '),
    check: async (site) => (found(site).includes(advanced) ? [`${advanced} is not due`] : []),
  };
}

async function auditing(): Promise<Scene> {
  const { world, accountIds } = await fleetWorld(2);
  const [broken = '', behind = ''] = accountIds;
  const item = world.table.peek(accountKey(broken));
  if (item === undefined) throw new Error('no such account');
  await world.table.putMany([withAlteredState(item, (state) => state.replace(',600000000,0,', ',500000000,0,'))]);
  return {
    operation: 'audit-ledgers',
    start: 'one account in breach, one unprojected',
    items: world.table.all(),
    commands: [
      job('audit', async ({ store, bus }, nowMs) => {
        // A run goes on where one that was killed had come to, and an account that failed stops none of the others: what
        // failed there is audited by the run after, which begins with the first account.
        await auditLedgers({ store, bus }, nowMs);
        const { failures } = await auditLedgers({ store, bus }, nowMs);
        if (failures.length > 0) throw new StoreUnavailable('the next run audits it again');
      }),
    ],
    rivals: [job('debit', ({ store }, nowMs) => debit(store, behind, { key: 'rival', credits: 1, nowMs }))],
    atMs: startMs + debitsBefore * dayMs,
    isAtomic: false,
    digest: async ({ world: { signals }, services: { store } }) => {
      const [sick, sound] = [await store.readAccount(broken), await store.readAccount(behind)];
      const { projection } = await store.projections.read(behind);
      const told = signals.filter(({ accountId }) => accountId === behind);
      const isBreachTold = signals.some(({ accountId, kind }) => accountId === broken && kind === 'ledger-breach');
      return textOf([sick?.quarantine, sound?.quarantine, projection.seq, idsOf(told), isBreachTold]);
    },
    check: async ({ world: { signals }, services: { store } }) => {
      const isTold = signals.some(({ kind }) => kind === 'ledger-breach');
      const isQuarantined = (await store.readAccount(broken))?.quarantine !== undefined;
      return isQuarantined && !isTold ? ['an account is quarantined and nobody was told'] : [];
    },
  };
}

/** The last commits of an account, whose projection stands before them. */
async function projecting(start: 'a day or two' | 'a full projection'): Promise<Scene> {
  const world = await catalogueWorld();
  const { store } = startProcess({ world }).services;
  const [accountId = ''] = await openFleet(store, 'fleet', 1);
  const image = (): Item => {
    const item = world.table.peek(accountKey(accountId));
    if (item === undefined) throw new Error('no such account');
    return item;
  };
  const days = start === 'a full projection' ? daysBefore : 1;
  for (let day = 0; day < days; day += 1) await spend(store, accountId, day);
  const projected = { store, bus: signalSink(), nowMs: () => startMs };
  await projectCommits(projected, [{ after: decodeItem(image()) }]);
  if ((await store.projections.read(accountId)).isFull !== (start === 'a full projection'))
    throw new Error('the projection is not as the scene says');
  const images = [image()];
  for (let day = daysBefore; day < debitsBefore; day += 1) {
    await spend(store, accountId, day);
    images.push(image());
  }
  const commits = images
    .slice(1)
    .map((after, at) => ({ before: decodeItem(images[at] ?? after), after: decodeItem(after) }));
  const run = ({ store: over, bus }: Services, atMs: number): Promise<unknown> =>
    projectCommits({ store: over, bus, nowMs: () => atMs }, commits);
  return {
    operation: 'project-commits',
    start,
    items: world.table.all(),
    commands: [job('project', run)],
    rivals: [job('project once more', run)],
    atMs: startMs + debitsBefore * dayMs,
    isAtomic: false,
    digest: async ({ world: { signals }, services }) => {
      const { projection, rollUps } = await services.store.projections.usage(accountId, everyDay);
      return textOf([projection.seq, sumsOf(rollUps), idsOf(signals)]);
    },
    check: async ({ services }) => {
      const { projection, rollUps } = await services.store.projections.usage(accountId, everyDay);
      const entries = await Array.fromAsync(services.store.entriesFrom(decodeItem(image()), 1, 'ascending'));
      const isFold = textOf(sumsOf(rollUps)) === textOf(foldUsage(entries.slice(0, projection.seq)));
      return isFold ? [] : [`the usage is not that of the first ${projection.seq} entries`];
    },
  };
}

function decodeItem(item: Item): ReturnType<typeof decodeAccount> {
  return decodeAccount(accountIdOf(item), item);
}

function idsOf(signals: World['signals']): readonly string[] {
  return [...new Set(signals.map(({ id }) => id))].toSorted();
}
