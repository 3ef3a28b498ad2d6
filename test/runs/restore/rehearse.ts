/** One rehearsal: a copy of the table as a restore leaves it is made whole, audited and used; and what came of it is counted. */

import { restoreAccount } from '../../../infra/restore/restore-account.ts';
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { decodeAccount } from '../../../shared/storage/account-item.ts';
import { accountKey, accountPk, type Item } from '../../../shared/storage/table-keys.ts';
import { credits, requestNamed } from '../../support/builders/fixtures.ts';
import type { KeptTable } from './kept-table.ts';
import { type Asked, consume, type Load } from './load.ts';
import { createWorld, type Seen, type World } from './world.ts';

/** Items are copied at instants within so long. */
export const withinMs = 1_000;

export interface Rehearsed {
  readonly accounts: number;
  /** Accounts that the restored table would have had wrong. */
  readonly moved: number;
  /** Accounts of which nothing could be proved, left in quarantine to people. */
  readonly unprovable: number;
  /** Entries that proved themselves in the copied items. */
  readonly provable: number;
  /** Entries that were written by then, and didn't come back or proved nothing. */
  readonly gone: number;
  readonly provableLost: number;
  readonly eventsDiffering: number;
  readonly audited: number;
  /** Breaches and accounts that could not be audited, before anything went on and after. */
  readonly auditFaults: readonly string[];
  readonly goneOn: number;
  /** Requests from before that were repeated: what their entries prove is answered as it was, and nothing is done twice. */
  readonly repeated: number;
  readonly repeatedWrong: readonly string[];
}

export async function rehearse(load: Load, seen: Seen): Promise<Rehearsed> {
  const { world, accountIds, random } = load;
  const copied = await world.table.copy({ atMs: world.nowMs(), withinMs, random });
  const told: Seen = { byId: new Map(seen.byId), differing: new Set() };
  const restored = createWorld(copied, { seen: told, restoration: 1 });
  const proof = await proofs(world, copied, accountIds);

  let moved = 0;
  const unprovable = new Set<string>();
  const { store, bus, nowMs, table } = restored;
  for (const accountId of accountIds) {
    const { kind } = await restoreAccount({ store, bus, nowMs, remove: table.remove }, accountId);
    if (kind === 'unprovable') unprovable.add(accountId);
    else if (kind !== 'sound') moved += 1;
  }
  let provableLost = 0;
  for (const [accountId, { provable, hashes }] of proof)
    provableLost += await lostOf(restored, accountId, hashes.slice(0, provable));
  const first = await audit(restored);
  const repeatedWrong = await repeat(restored, latestOf(load), proof);
  const goneOn = await goOn(
    restored,
    accountIds.filter((each) => !unprovable.has(each)),
  );
  const second = await audit(restored);
  const sums = [...proof.values()];
  return {
    accounts: accountIds.length,
    moved,
    unprovable: unprovable.size,
    provable: sums.reduce((sum, { provable }) => sum + provable, 0),
    gone: sums.reduce((sum, { provable, hashes }) => sum + hashes.length - provable, 0),
    provableLost,
    eventsDiffering: told.differing.size,
    audited: first.audited,
    auditFaults: [...first.faults, ...second.faults],
    goneOn,
    repeated: latestOf(load).length,
    repeatedWrong,
  };
}

interface Proof {
  /** Entries from the first on that are in the copied items, however they are read. */
  readonly provable: number;
  /** The hash of each entry as it was written. */
  readonly hashes: readonly string[];
}

/** The entries that the copied items hold of each account, against those that were written. It asks nothing of the code that restores. */
async function proofs(
  world: World,
  copied: KeptTable,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Proof>> {
  const proof = new Map<string, Proof>();
  for (const accountId of accountIds) {
    const hashes: string[] = [];
    const loaded = await world.store.readAccount(accountId);
    if (loaded === undefined) continue;
    for await (const { hash } of world.store.entriesFrom(loaded, 1, 'ascending')) hashes.push(hash);
    const there = new Set<number>();
    const items = await copied.query({ pk: accountPk(accountId), from: '!', to: '~', order: 'ascending', limit: 1e6 });
    for (const seq of items.flatMap((item) => seqsIn(accountId, item))) there.add(seq);
    let provable = 0;
    while (there.has(provable + 1)) provable += 1;
    proof.set(accountId, { provable, hashes });
  }
  return proof;
}

function seqsIn(accountId: string, item: Item): readonly number[] {
  if (item.sk === accountKey(accountId).sk) return decodeAccount(accountId, item).log.entries.map(({ seq }) => seq);
  const [kind, last, first] = item.sk.split('#');
  if (kind !== 'ENTRIES') return [];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
}

/** The number of these entries that the restored account hasn't, or has otherwise. */
async function lostOf({ store }: World, accountId: string, hashes: readonly string[]): Promise<number> {
  if (hashes.length === 0) return 0;
  const found: string[] = [];
  const loaded = await store.readAccount(accountId);
  if (loaded !== undefined) for await (const { hash } of store.entriesFrom(loaded, 1, 'ascending')) found.push(hash);
  return hashes.filter((hash, index) => found[index] !== hash).length;
}

async function audit({
  store,
  bus,
  nowMs,
}: World): Promise<{ readonly audited: number; readonly faults: readonly string[] }> {
  let audited = 0;
  const faults: string[] = [];
  for (;;) {
    const found = await auditLedgers({ store, bus }, nowMs());
    audited += found.audited;
    for (const { accountId, findings } of found.breaches) faults.push(`${accountId}: ${findings.join('; ')}`);
    for (const { accountId, cause } of found.failures) faults.push(`${accountId}: ${cause}`);
    if (found.isWhole) return { audited, faults };
  }
}

/** The last requests of each account, around which the table was torn. */
function latestOf({ asked, accountIds }: Load): readonly Asked[] {
  return asked.slice(-3 * accountIds.length);
}

async function repeat(
  world: World,
  asked: readonly Asked[],
  proof: ReadonlyMap<string, Proof>,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { accountId, key, seq, again } of asked) {
    const { provable = 0 } = proof.get(accountId) ?? {};
    if (seq > provable) continue;
    const outcome = await again(world);
    const isSame = outcome.kind === 'done' && outcome.isReplay && (key === 'open' || outcome.value.seq === seq);
    if (!isSame) wrong.push(`${accountId} ${key}: ${outcome.kind}`);
  }
  return wrong;
}

/** Accounts that took a debit, or said that they have too little for it; and were told of. */
async function goOn(world: World, accountIds: readonly string[]): Promise<number> {
  let goneOn = 0;
  for (const accountId of accountIds) {
    const asks = { ...requestNamed('after'), accountId, charge: { credits: credits(1), category: 'ai' } } as const;
    const outcome = await debitCredits(world.store, asks, world.nowMs());
    const isAnswered =
      outcome.kind === 'done' || (outcome.kind === 'refused' && outcome.refusal.reason === 'insufficient-credits');
    if (isAnswered) goneOn += 1;
    await consume(world, accountId);
  }
  return goneOn;
}
