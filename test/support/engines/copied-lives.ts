/** Accounts that lived, with a second copy of their ledgers; what may be lost of both; and whether all came back. */
import { expect } from 'vitest';
import { type CopiedLedger, copiedLedger, copiedLedgersIn } from '../../../infra/restore/copied-ledger.ts';
import { type RebuildOptions, type RebuiltAccount, rebuildAccount } from '../../../infra/restore/rebuild-account.ts';
import { type VerifiedCopy, verifyCopy } from '../../../infra/restore/verify-copy.ts';
import type { Account } from '../../../shared/domain/account/account.ts';
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { copyLedger } from '../../../shared/operations/copy-commits.ts';
import { createStore } from '../../../shared/storage/store.ts';
import type { Item, Key } from '../../../shared/storage/table-keys.ts';
import { createKeptTable } from '../../runs/restore/kept-table.ts';
import { type Load, openAll, run } from '../../runs/restore/load.ts';
import { createWorld, type World } from '../../runs/restore/world.ts';
import { plan, startMs } from '../builders/fixtures.ts';
import { seedDecider } from './faulty-table.ts';
import { createMemoryCopy, type MemoryCopy } from './memory-copy.ts';

export interface Ledger {
  readonly account: Account;
  readonly hashes: readonly string[];
}

export interface Lived {
  readonly load: Load;
  readonly world: World;
  readonly copy: MemoryCopy;
  readonly random: () => number;
  /** Each account as it was before anything was lost. */
  readonly before: ReadonlyMap<string, Ledger>;
}

/** Accounts that lived, with a copy that was away at times; in the end it has all. */
export async function lived(seed: number): Promise<Lived> {
  const random = seedDecider(seed);
  const table = createKeptTable({ nowMs: startMs, callMs: 0.5 });
  const world = createWorld(table, { seen: { byId: new Map(), differing: new Set() }, restoration: 0 });
  await world.store.catalogue.addPlan(plan());
  const accountIds = Array.from({ length: 6 }, (_, index) => `account-${index}`);
  const load: Load = { world, accountIds, random, asked: [] };
  const copy = createMemoryCopy(() => random() < 0.2);
  await openAll(load);
  for (let round = 0; round < 12; round += 1) {
    await run(load, { changes: 40, atOnce: 8 });
    for (const accountId of accountIds) if (random() < 0.5) await copyOf(world, copy, accountId).catch(() => {});
  }
  copy.isAway = () => false;
  for (const accountId of accountIds) await copyOf(world, copy, accountId);
  const before = new Map<string, Ledger>();
  for (const accountId of accountIds) before.set(accountId, await ledgerOf(world, accountId));
  return { load, world, copy, random, before };
}

export function expectSame(is: Ledger, was: Ledger): void {
  expect(is.hashes).toEqual(was.hashes);
  expect(withoutHint(is.account)).toEqual(withoutHint(was.account));
  if (was.account.openHolds > 0) expect(is.account.holdsDueMs ?? 0).toBeGreaterThanOrEqual(was.account.holdsDueMs ?? 0);
}

/** The instant at which the first hold may be due is a bound: what was settled meanwhile doesn't raise it. */
export function withoutHint({ holdsDueMs: _hint, ...account }: Account): Omit<Account, 'holdsDueMs'> {
  return account;
}

export function anotherProcess(world: World): World {
  const surroundings = { sleep: async () => {}, random: Math.random, monotonicMs: () => world.table.clock.nowMs };
  return { ...world, store: createStore(world.table, surroundings) };
}

export async function copyOf(world: World, copy: MemoryCopy, accountId: string): Promise<void> {
  const loaded = (await world.store.readAccount(accountId)) ?? expect.fail(accountId);
  await copyLedger({ store: world.store, copy }, loaded);
}

export async function ledgerOf(world: World, accountId: string): Promise<Ledger> {
  const { store } = anotherProcess(world);
  const loaded = (await store.readAccount(accountId)) ?? expect.fail(`${accountId} is gone`);
  const hashes: string[] = [];
  for await (const { hash } of store.entriesFrom(loaded, 1, 'ascending')) hashes.push(hash);
  return { account: loaded.account, hashes };
}

export async function rebuilt(
  world: World,
  copy: MemoryCopy,
  accountId: string,
  options: RebuildOptions = {},
): Promise<RebuiltAccount> {
  const { store, nowMs } = anotherProcess(world);
  const copied: CopiedLedger = await copiedLedger(copy, accountId);
  return rebuildAccount({ store, nowMs, remove: world.table.remove }, copied, options);
}

export async function verifiedAll(world: World, copy: MemoryCopy): Promise<readonly VerifiedCopy[]> {
  const found: VerifiedCopy[] = [];
  for await (const copied of copiedLedgersIn(copy)) found.push(await verifyCopy(copied, anotherProcess(world).store));
  return found;
}

export async function auditOf(world: World): Promise<readonly string[]> {
  const { store, bus } = anotherProcess(world);
  const { breaches, failures } = await auditLedgers({ store, bus }, world.nowMs());
  return [...breaches.flatMap(({ findings }) => findings), ...failures.map(({ cause }) => String(cause))];
}

export async function lose({ table }: World, isLost: (key: Key) => boolean): Promise<void> {
  await table.remove([...table.items()].filter(isLost));
}

/** Alters the texts of segments, as a hand in the table would. */
export async function damage({ table }: World, isDamaged: (key: Key) => boolean): Promise<void> {
  const damaged = [...table.items()].filter(isDamaged).map((item): Item => ({ ...item, entries: ['{"t":"debit"}'] }));
  await table.putMany(damaged);
}
