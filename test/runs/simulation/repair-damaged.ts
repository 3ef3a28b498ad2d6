/**
 * R32 at the end of a history: whoever looks after the service repairs each account that was damaged, and it goes on from the last
 * entry that can be proved as if nothing had come after it.
 */
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { readQuarantine } from '../../../shared/operations/read-quarantine.ts';
import { repairAccount } from '../../../shared/operations/repair-account.ts';
import type { Key } from '../../../shared/storage/table-keys.ts';
import type { Bus } from './bus.ts';
import { dayMs } from './catalogue.ts';
import type { AccountObservation } from './checkers/account-observation.ts';
import { checkKeysAfter, checkRepaired, type Repaired } from './checkers/check-repair.ts';
import type { Find } from './checkers/rules.ts';
import type { Market } from './client.ts';
import type { Stream } from './consumer.ts';
import { damageAtRest, isMissed } from './damage.ts';
import { audit, type Jobs } from './jobs.ts';
import { drawRequest } from './requests.ts';
import { createProcess, type SimProcess } from './sim-process.ts';
import type { World } from './world.ts';

const terms = { reason: 'a segment is gone', actor: 'ada@example.com', caller: 'operator' };

export interface Damaged {
  readonly market: Market;
  readonly jobs: Jobs;
  readonly stream: Stream;
  readonly bus: Bus;
}

/** Share of the histories in which something is damaged when all is over. */
const damagedShare = 0.15;

export async function repairDamaged({ market: { world, sent }, jobs, stream, bus }: Damaged): Promise<void> {
  const process = createProcess(world, 'operator', { isTame: true });
  if (world.random.chance(damagedShare)) {
    await damageAtRest(world, world.random.pick(world.accountIds));
    await audit(jobs, process, process.clockMs() + 60 * dayMs);
  }
  const repaired: Repaired[] = [];
  for (const watched of world.observer.all()) {
    const { isDamaged, quarantinedAtVersion, gone } = watched;
    if (isDamaged && quarantinedAtVersion === undefined && gone !== undefined && isGone(world, watched.accountId, gone))
      sayOf(world, watched)('G6', 'is damaged, and nobody found it');
    if (!isDamaged || quarantinedAtVersion === undefined) continue;
    const repair = await repairOne(world, watched, process);
    if (repair === undefined || world.violation() !== undefined) continue;
    world.note('a damaged account was repaired');
    const mine = sent.filter(({ accountId }) => accountId === watched.accountId);
    await checkKeysAfter(repair, { requests: mine, process }, sayOf(world, watched));
    await goOn(world, repair, process);
    repaired.push(repair);
  }
  if (repaired.length === 0 || world.violation() !== undefined) return;
  await stream.drain();
  const damaged = new Set(repaired.map(({ watched }) => watched.accountId));
  for (const days of [0, 30]) {
    const { breaches } = await auditLedgers({ store: process.store, bus }, process.clockMs() + days * dayMs);
    for (const { accountId, findings } of breaches)
      if (damaged.has(accountId)) world.find('R32', `${accountId} is repaired, and audited: ${findings.join('; ')}`);
  }
}

function isGone(world: World, accountId: string, gone: Key): boolean {
  return world.table.peek(gone) === undefined && isMissed(world, accountId, gone);
}

function sayOf(world: World, { accountId }: AccountObservation): Find {
  return (invariant, what) => world.find(invariant, `${accountId} in repair: ${what}`);
}

/** Undefined of one of which not even the first entry is left: it stays as it is. */
async function repairOne(
  world: World,
  watched: AccountObservation,
  process: SimProcess,
): Promise<Repaired | undefined> {
  const { accountId } = watched;
  const { store, clockMs } = process;
  const say = sayOf(world, watched);
  const report = await readQuarantine(store, accountId, clockMs());
  if (report.kind !== 'done' || report.value.quarantine === undefined) {
    say('R32', 'was in quarantine, and is not any more');
    return undefined;
  }
  const { repair: proposed } = report.value;
  if (proposed === undefined) return refusedWhole(world, watched, process);
  const { through } = proposed;
  const other = await repairAccount(store, { ...terms, accountId, through: through - 1 }, clockMs());
  if (other.kind !== 'refused' || other.refusal.reason !== 'repair-outdated')
    say('R32', `was rolled back to ${through - 1}, which nobody proposed`);
  const lastSeq = Math.max(watched.entries.length, watched.loaded?.account.seq ?? 0);
  watched.quarantinedAtVersion = undefined;
  // Two people press the button.
  const asked = { ...terms, accountId, through };
  const second = createProcess(world, 'another operator', { isTame: true });
  const answers = await Promise.all([process, second].map(({ store: each }) => repairAccount(each, asked, clockMs())));
  const [first] = answers.flatMap((answer) => (answer.kind === 'done' ? [answer.value] : []));
  if (first === undefined || answers.some((answer) => answer.kind !== 'done' || answer.value.hash !== first.hash)) {
    say('R32', `two repairs at once were answered ${answers.map(({ kind }) => kind).join(' and ')}, or by two entries`);
    return undefined;
  }
  const repair = { watched, through, lost: proposed.lost, entry: first, lastSeq };
  await checkRepaired(world, repair, process, say);
  return repair;
}

async function refusedWhole(
  world: World,
  watched: AccountObservation,
  { store, clockMs }: SimProcess,
): Promise<undefined> {
  const { accountId } = watched;
  const outcome = await repairAccount(store, { ...terms, accountId, through: 1 }, clockMs());
  if (outcome.kind !== 'refused' || outcome.refusal.reason !== 'not-repairable')
    sayOf(world, watched)('R32', 'has nothing left that could be proved, and was repaired');
  return undefined;
}

/** A repaired account is charged like any other, by numbers that nobody had before. */
async function goOn(world: World, { watched, entry }: Repaired, { store, clockMs }: SimProcess): Promise<void> {
  const { accountId } = watched;
  const say = sayOf(world, watched);
  for (const kind of ['adjust', 'debit'] as const) {
    const known = { holdIds: [], paymentIds: [], seqs: [], endingsMs: [], giftIds: [] };
    const request = drawRequest(accountId, `after-repair-${kind}`, kind, world.random, known);
    const outcome = await request.run(store, clockMs());
    if (outcome.kind === 'invalid') say('R32', `${kind} is invalid: ${outcome.message}`);
  }
  const loaded = await store.readAccount(accountId);
  if (loaded?.quarantine !== undefined) say('R32', 'was quarantined by what came next');
  if ((loaded?.account.seq ?? 0) < entry.seq) say('R32', 'went back behind its repair');
}
