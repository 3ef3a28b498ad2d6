/** The brake as the stream's consumer carries it out (R39): loops are stopped, once, and what people release goes on. */
import { beforeEach, expect, it } from 'vitest';
import { brakeLimitId, withBrake } from '../../shared/domain/account/brake.ts';
import type { Outcome } from '../../shared/domain/decisions/outcome.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { hourMs, minuteMs } from '../../shared/domain/time.ts';
import type { Unstopped } from '../../shared/operations/charging/follow-brake.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { projectCommits } from '../../shared/operations/project-commits.ts';
import type { Commit } from '../../shared/operations/reading/commit.ts';
import { removeLimit } from '../../shared/operations/remove-limit.ts';
import { setLimit } from '../../shared/operations/set-limit.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';
import { type SignalSink, signalSink } from '../support/service/signal-sink.ts';

const accountId = 'acme';
const todayMs = startMs + 28 * dayMs;
const limitId = brakeLimitId('user', 'ada');

let store: CreditStore;
let sink: SignalSink;
let debits: number;
let unstopped: Unstopped[];

async function told(change: () => Promise<unknown>, atMs: number): Promise<Commit> {
  const before = await store.readAccount(accountId);
  await change();
  const after = await store.readAccount(accountId);
  if (after === undefined) throw new Error('no account');
  const commit = before === undefined ? { after } : { before, after };
  unstopped.push(...(await projectCommits({ store, bus: sink, nowMs: () => atMs }, [commit])).unstopped);
  return commit;
}

async function use(user: string, amount: number, atMs: number): Promise<Outcome<Entry>> {
  let outcome: Outcome<Entry> | undefined;
  debits += 1;
  const asked = {
    ...requestNamed(`debit-${debits}`),
    ...{ accountId, charge: { credits: credits(amount), category: 'ai' } as const, dimensions: { user } },
  };
  await told(async () => {
    outcome = await debitCredits(store, asked, atMs);
  }, atMs);
  if (outcome === undefined) throw new Error('not answered');
  return outcome;
}

/** A call of a tenth of a usual hour every minute, until it is refused; the credits that it came to by then. */
async function loop(user: string, fromMs: number, minutes: number): Promise<{ spent: number; refusedMs: number }> {
  for (let minute = 0; minute < minutes; minute += 1) {
    const atMs = fromMs + minute * minuteMs;
    if ((await use(user, 1, atMs)).kind === 'refused') return { spent: minute, refusedMs: atMs };
  }
  return { spent: minutes, refusedMs: Number.POSITIVE_INFINITY };
}

/** Ada and Bob use ten credits an hour, eight hours a day. */
beforeEach(async () => {
  store = createStore(createMemoryTable(), stillSurroundings);
  sink = signalSink();
  debits = 0;
  unstopped = [];
  await store.catalogue.addPlan(plan({ credits: credits(1_000_000) }));
  await told(
    () => openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs),
    startMs,
  );
  for (let day = 0; day < 28; day += 1)
    for (let hour = 9; hour < 17; hour += 1)
      for (const user of ['ada', 'bob']) await use(user, 10, startMs + day * dayMs + hour * hourMs);
});

async function turnOn(): Promise<void> {
  const seq = (await store.readAccount(accountId))?.account.seq ?? 0;
  await store.brakes.rewrite(accountId, (brake) =>
    withBrake(brake, { dimension: 'user', seq, setBy: { caller: 'test', atMs: todayMs } }),
  );
}

it('a loop is stopped before five usual hours’ credits are spent, and others go on', async () => {
  await turnOn();
  const fromMs = todayMs + 20 * hourMs;

  const { spent, refusedMs } = await loop('ada', fromMs, 120);

  expect(spent).toBeLessThan(50);
  expect((await use('bob', 1, refusedMs)).kind).toBe('done');
  const applied = sink.distinct().filter(({ kind }) => kind === 'brake-applied');
  expect(applied).toMatchObject([{ limitId, dimension: 'user', value: 'ada' }]);
});

it('a stop ends by itself after an hour, and a loop that goes on is stopped again', async () => {
  await turnOn();
  const { refusedMs } = await loop('ada', todayMs + 10 * hourMs, 120);

  const again = await loop('ada', refusedMs + hourMs, 120);

  expect(again.spent).toBeGreaterThan(0);
  expect(again.spent).toBeLessThan(50);
});

it('what somebody releases goes on for a day', async () => {
  await turnOn();
  const { refusedMs } = await loop('ada', todayMs + 10 * hourMs, 120);

  await told(() => removeLimit(store, { ...requestNamed('release'), accountId, limitId }, refusedMs), refusedMs);

  expect((await loop('ada', refusedMs, 300)).refusedMs).toBe(Number.POSITIVE_INFINITY);
  expect(sink.distinct().filter(({ kind }) => kind === 'brake-released')).toMatchObject([{ limitId }]);
});

it('commits that are told again stop nothing twice', async () => {
  await turnOn();
  const commits: Commit[] = [];
  for (let minute = 0; minute < 40; minute += 1) {
    const atMs = todayMs + 20 * hourMs + minute * minuteMs;
    const before = await store.readAccount(accountId);
    await use('ada', 1, atMs);
    const after = await store.readAccount(accountId);
    if (before !== undefined && after !== undefined) commits.push({ before, after });
  }
  const { seq } = (await store.readAccount(accountId))?.account ?? { seq: 0 };

  await projectCommits({ store, bus: sink, nowMs: () => todayMs + 21 * hourMs }, commits);

  expect((await store.readAccount(accountId))?.account.seq).toBe(seq);
});

it('says what it could not stop, since the account has all the limits that it may have', async () => {
  await turnOn();
  for (let count = 0; count < 20; count += 1)
    await setLimit(
      store,
      {
        ...requestNamed(`limit-${count}`),
        ...{ accountId, limitId: `limit-${count}`, scope: { category: 'platform' as const }, credits: credits(1) },
      },
      todayMs,
    );
  const { refusedMs } = await loop('ada', todayMs + 20 * hourMs, 60);

  expect(refusedMs).toBe(Number.POSITIVE_INFINITY);
  expect(unstopped).toEqual([{ limitId, reason: 'too-many-limits' }]);
});

it('without a brake nothing is stopped', async () => {
  expect((await loop('ada', todayMs + 20 * hourMs, 100)).spent).toBe(100);
});
