/** Sixty-four writers with a store of their own each, over one table, which come between each other's reads and writes. */
import { expect } from 'vitest';
import { countersOf } from '../../../shared/domain/account/limit.ts';
import type { LimitScope } from '../../../shared/domain/account/limit-scope.ts';
import type { Outcome } from '../../../shared/domain/decisions/outcome.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { verifyLedger } from '../../../shared/domain/ledger/verify-ledger.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { setLimit } from '../../../shared/operations/set-limit.ts';
import { limitsLeftOf } from '../../../shared/storage/escrow.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { createMemoryTable } from '../engines/memory-table.ts';
import { credits, plan, startMs } from './fixtures.ts';
import { limitBooks } from './limit-books.ts';
import { randomOf } from './random-state.ts';
import { ledger, loadedAccount, openAccountItem } from './write-path.ts';

export const writers = 64;
type Dimensions = Readonly<Record<string, string>>;

export interface IsolatedWriters {
  readonly storeOf: (writer: number) => CreditStore;
  readonly asked: (nowMs: number) => {
    readonly accountId: string;
    readonly caller: string;
    readonly idempotencyKey: string;
    readonly fingerprint: string;
  };
  readonly set: (limitId: string, scope: LimitScope, amount: number) => Promise<Outcome<Entry>>;
  /** A millisecond after the start, unless it says when. */
  readonly debit: (writer: number, amount: number, by: Dimensions, nowMs?: number) => Promise<Outcome<Entry>>;
  /** How often the account's item was replaced. */
  readonly epoch: () => Promise<number | undefined>;
  /** The amounts that its escrow has left of its limits. */
  readonly left: () => Promise<readonly number[]>;
  /** Expects that all that the entries tell of limits is what the account and its escrow have, and none was passed. */
  readonly settled: (nowMs: number) => Promise<ReturnType<typeof limitBooks>>;
}

export async function isolatedWriters(): Promise<IsolatedWriters> {
  const draw = randomOf(42);
  const random = (): number => draw(1_000_000) / 1_000_000;
  const table = unhurried(createMemoryTable(), random);
  const surroundings = { sleep: async () => {}, random, monotonicMs: () => 0 };
  const stores = Array.from({ length: writers }, () => createStore(table, surroundings));
  const storeOf = (writer: number): CreditStore => stores[writer % writers] ?? expect.fail('no such writer');
  await storeOf(0).catalogue.addPlan(plan());
  const accountId = await openAccountItem(storeOf(0));
  let keys = 0;
  const asked: IsolatedWriters['asked'] = (nowMs) => {
    keys += 1;
    const time = nowMs.toString(16).padStart(12, '0');
    const key = `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(keys).padStart(12, '0')}`;
    return { accountId, caller: 'test', idempotencyKey: key, fingerprint: key };
  };
  const loaded = () => loadedAccount(storeOf(0), accountId);
  return {
    storeOf,
    asked,
    set: (limitId, scope, amount) =>
      setLimit(storeOf(0), { ...asked(startMs), limitId, scope, credits: credits(amount) }, startMs),
    debit: (writer, amount, dimensions, nowMs = startMs + 1) => {
      const charge = { credits: credits(amount), category: 'ai' } as const;
      return debitCredits(storeOf(writer), { ...asked(nowMs), charge, dimensions }, nowMs);
    },
    epoch: async () => (await loaded()).escrow?.epoch,
    left: async () => Object.values((await loaded()).escrow?.limits ?? {}),
    settled: async (nowMs) => {
      const { account, escrow } = await loaded();
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
    },
  };
}

/** Each call takes its own while. */
function unhurried(table: Table, random: () => number): Table {
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
