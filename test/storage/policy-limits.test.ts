/** Limits by policy under writers that share nothing but the table: passed by nobody, and counted to the microcredit. */
import { beforeEach, describe, expect, it } from 'vitest';
import { countersOf } from '../../shared/domain/account/limit.ts';
import type { LimitScope } from '../../shared/domain/account/limit-scope.ts';
import type { Outcome } from '../../shared/domain/decisions/outcome.ts';
import { done } from '../../shared/domain/decisions/outcome.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { dayMs } from '../../shared/domain/time.ts';
import { authorizeHold } from '../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../shared/operations/capture-hold.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { setLimit } from '../../shared/operations/set-limit.ts';
import { limitsLeftOf } from '../../shared/storage/escrow.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { credits, plan, startMs } from '../support/builders/fixtures.ts';
import { limitBooks } from '../support/builders/limit-books.ts';
import { ledger, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const writers = 64;
const stores: CreditStore[] = [];
let accountId: string;
let keys: number;
let drawn: number;

/** Drawn from a seed, so that every run meets the same order. */
function random(): number {
  drawn = (Math.imul(drawn ^ (drawn >>> 15), 2_246_822_507) + 0x9e37_79b9) >>> 0;
  return ((drawn ^ (drawn >>> 13)) >>> 0) / 2 ** 32;
}

/** Each call takes its own while, so that writers come between each other's reads and writes. */
function unhurried(table: Table): Table {
  const turns = async (): Promise<void> => {
    for (let turn = Math.floor(random() * 4); turn >= 0; turn -= 1) await new Promise(setImmediate);
  };
  return new Proxy(table, {
    get: (target, name, receiver) => {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: readonly unknown[]) => {
        await turns();
        const answer: unknown = await Reflect.apply(member, target, args);
        await turns();
        return answer;
      };
    },
  });
}

beforeEach(async () => {
  drawn = 42;
  keys = 0;
  const table = unhurried(createMemoryTable());
  const surroundings = { sleep: async () => {}, random, monotonicMs: () => 0 };
  stores.splice(0, stores.length, ...Array.from({ length: writers }, () => createStore(table, surroundings)));
  await storeOf(0).catalogue.addPlan(plan());
  accountId = await openAccountItem(storeOf(0));
});

function storeOf(writer: number): CreditStore {
  return stores[writer % writers] ?? expect.fail('no such writer');
}

function asked(nowMs: number) {
  keys += 1;
  const time = nowMs.toString(16).padStart(12, '0');
  const key = `${time.slice(0, 8)}-${time.slice(8)}-7${String(keys % 4096).padStart(3, '0')}-8000-${String(keys).padStart(12, '0')}`;
  return { accountId, caller: 'test', idempotencyKey: key, fingerprint: key };
}

const set = (limitId: string, scope: LimitScope, amount: number): Promise<Outcome<Entry>> =>
  setLimit(storeOf(0), { ...asked(startMs), limitId, scope, credits: credits(amount) }, startMs);
type Dims = Readonly<Record<string, string>>;
const debit = (writer: number, amount: number, dimensions: Dims, nowMs = startMs + 1): Promise<Outcome<Entry>> =>
  debitCredits(
    storeOf(writer),
    { ...asked(nowMs), charge: { credits: credits(amount), category: 'ai' }, dimensions },
    nowMs,
  );

/** All that the entries tell is what the account and its escrow have. */
async function settled(nowMs: number): Promise<ReturnType<typeof limitBooks>> {
  const { account, escrow } = await loadedAccount(storeOf(0), accountId);
  const entries = await ledger(storeOf(0), accountId);
  const books = limitBooks(entries, account.lastAtMs, 'UTC');
  expect(verifyLedger(entries).findings).toEqual([]);
  expect(books.passed).toEqual([]);
  expect(escrow?.limits).toEqual(limitsLeftOf(account));
  const told = account.limits
    .flatMap(countersOf)
    .map(({ limitId, value, used, held }) => ({ limitId, value, used, held }));
  for (const { limitId, value, used, held } of books.counters)
    expect(told).toContainEqual({ limitId, value, used, held });
  expect(account.lastAtMs).toBeLessThanOrEqual(nowMs);
  return books;
}

describe('sixty-four writers at once', () => {
  it('pass no user’s limit, though nobody has named the users', async () => {
    await set('each', { dimension: { name: 'user', each: true }, period: 'day' }, 5);
    const users = ['ada', 'bob', 'cy', 'dee'];

    const all = await Promise.all(
      Array.from({ length: writers * 2 }, (_none, writer) => debit(writer, 1, { user: users[writer % 4] ?? '' })),
    );

    expect(all.filter(({ kind }) => kind === 'done')).toHaveLength(20);
    expect(all.filter((each) => each.kind === 'refused' && each.refusal.reason === 'limit-reached')).toHaveLength(108);
    const { counters } = await settled(startMs + 1);
    expect(counters.map(({ used }) => used)).toEqual(users.map(() => credits(5)));
  });

  it('pass neither a prefix’s limit nor a day’s, before midnight or after', async () => {
    await set('opus', { dimension: { name: 'model', prefix: 'opus-4' }, period: 'week' }, 30);
    await set('day', { period: 'day' }, 20);
    const models = ['opus-4', 'opus-4-1', 'haiku'];
    const burst = (nowMs: number) =>
      Promise.all(
        Array.from({ length: writers }, (_none, writer) =>
          debit(writer, 1, { model: models[writer % 3] ?? '' }, nowMs),
        ),
      );

    const today = await burst(startMs + 1);
    const tomorrow = await burst(startMs + dayMs);
    // The first of November 2026 is a Sunday.
    const { counters } = await settled(startMs + dayMs);

    expect([today, tomorrow].map((all) => all.filter(({ kind }) => kind === 'done').length)).toEqual([20, 20]);
    expect(counters.find(({ limitId }) => limitId === 'day')?.used).toBe(credits(20));
  });

  it('lose nothing of a limit when some are before midnight by their clocks and some after', async () => {
    await set('each', { dimension: { name: 'user', each: true }, period: 'day' }, 8);
    const aboutMidnight = (writer: number): number => startMs + dayMs + (writer % 2 === 0 ? -1 : 1);

    await Promise.all(
      Array.from({ length: writers }, (_none, writer) => debit(writer, 1, { user: 'ada' }, aboutMidnight(writer))),
    );

    const { counters } = await settled(startMs + dayMs + 1);
    expect(counters).toMatchObject([{ value: 'ada', used: credits(8) }]);
  });

  it('set aside no more for one user than there is, and free what they don’t use', async () => {
    await set('each', { dimension: { name: 'user', each: true } }, 10);
    const begun = await Promise.all(
      Array.from({ length: writers }, (_none, writer) =>
        authorizeHold(
          storeOf(writer),
          {
            ...asked(startMs + 1),
            charge: { credits: credits(2), category: 'ai' },
            lifeMs: 60_000,
            whenExhausted: 'pause',
            dimensions: { user: writer % 2 === 0 ? 'ada' : 'bob' },
          },
          startMs + 1,
        ),
      ),
    );
    const holds = begun.flatMap((each) => (each.kind === 'done' ? (each.value.hold?.holdId ?? []) : []));
    expect(holds).toHaveLength(10);

    await Promise.all(
      holds.map((holdId, writer) =>
        captureHold(
          storeOf(writer),
          { ...asked(startMs + 2), holdId, charge: { credits: credits(1) }, isLateAllowed: false },
          startMs + 2,
        ),
      ),
    );

    const { counters } = await settled(startMs + 2);
    expect(counters).toMatchObject([
      { used: credits(5), held: 0 },
      { used: credits(5), held: 0 },
    ]);
  });
});

describe('an account with a limit for each user', () => {
  it('is appended to by users that were counted before, and replaced for a new one', async () => {
    await set('each', { dimension: { name: 'user', each: true } }, 10);
    await debit(1, 1, { user: 'ada' });
    const epoch = async (): Promise<number | undefined> => (await loadedAccount(storeOf(0), accountId)).escrow?.epoch;
    const before = await epoch();

    await debit(2, 3, { user: 'ada' });
    await debit(3, 3, {});
    const appended = await epoch();
    const refused = await debit(4, 7, { user: 'ada' });
    const refusedAt = await epoch();
    await debit(5, 3, { user: 'bob' });

    expect(refused).toMatchObject({ kind: 'refused', refusal: { reason: 'limit-reached', available: credits(6) } });
    expect([appended, refusedAt]).toEqual([before, before]);
    expect(await epoch()).toBe((before ?? 0) + 1);
    await settled(startMs + 1);
  });

  it('is not asked for a user with a limit of its own', async () => {
    await set('each', { dimension: { name: 'user', each: true } }, 10);
    await set('ada', { dimension: { name: 'user', value: 'ada' } }, 30);
    await debit(1, 9, { user: 'ada' });
    const { escrow } = await loadedAccount(storeOf(0), accountId);

    const beyond = await debit(2, 20, { user: 'ada' });
    const after = (await loadedAccount(storeOf(0), accountId)).escrow;

    expect(beyond.kind).toBe(done(0).kind);
    expect(after?.epoch).toBe(escrow?.epoch);
    expect(after?.limits).toEqual({ '0_0': credits(-19), '1': credits(1) });
  });
});
