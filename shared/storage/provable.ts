/**
 * Proves as much as it can of an account whose own item can't be read: from where its books were last found right, or from its first
 * entry, as far as entries follow one another by their hashes; then what its item's log and tail add to that. Entries tell all
 * of an account, so a state that is damaged is told anew, and a damaged entry ends what can be told.
 */
import type { Account } from '../domain/account/account.ts';
import { microcredits, noCredits } from '../domain/amount.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { genesisHash } from '../domain/ledger/record.ts';
import type { Replayed, ReplayRules } from '../domain/projections/replay/replayed.ts';
import { replayed } from '../domain/projections/replay-account.ts';
import { decodeAccount, type LoadedAccount } from './account-item.ts';
import { createAuditPoints } from './audit-points.ts';
import type { CatalogueStore } from './catalogue.ts';
import { readRun } from './entry-text.ts';
import { foldTail } from './fold-tail.ts';
import { filedUpFrom, lastFiled } from './ledger.ts';
import { parse } from './parse.ts';
import { readable } from './readable.ts';
import { storedRecord, unpackRecord } from './record-packing.ts';
import { ItemCorrupt, type Table } from './table.ts';
import { accountKey, type Item } from './table-keys.ts';

interface ProvableSource {
  readonly table: Table;
  readonly catalogue: CatalogueStore;
}

/** An account for whoever only looks at it: as stored, or what can be proved of one that can't be read. */
export async function readLoaded(
  source: ProvableSource,
  accountId: string,
  nowMs: number,
  options?: { readonly isEventual?: boolean },
): Promise<LoadedAccount | undefined> {
  const item = await source.table.get(accountKey(accountId), options);
  if (item === undefined) return undefined;
  try {
    return decodeAccount(accountId, item);
  } catch (cause) {
    if (!(cause instanceof ItemCorrupt)) throw cause;
    return asLoaded(await readProvable(source, accountId, item, nowMs), cause.message);
  }
}

/** An account as far as it can be proved, and the holds that are open then. */
interface Provable extends Replayed {
  /** Those of its newest entries that aren't filed. */
  readonly unfiled: readonly Entry[];
}

async function readProvable(
  { table, catalogue }: ProvableSource,
  accountId: string,
  item: Item,
  nowMs: number,
): Promise<Provable> {
  const { plans } = await catalogue.read(nowMs);
  const rules: ReplayRules = { plans, rateCards: [] };
  const { sound, verified } = (await createAuditPoints(table).read(accountId)) ?? {};
  const start: Replayed | undefined = sound && {
    account: sound.account,
    holds: new Map(sound.holds.map((hold) => [hold.holdId, hold])),
    purchases: new Map([...(verified?.books.purchases ?? [])].map(([id, { grantId }]) => [id, grantId])),
  };
  const filed = await throughSegments(table, accountId, start, rules);
  const logged = throughLog(accountId, item, filed, rules);
  return throughTail(item, logged ?? { ...nothingProvable(accountId), unfiled: [] });
}

async function throughSegments(
  table: Table,
  accountId: string,
  start: Replayed | undefined,
  rules: ReplayRules,
): Promise<Replayed | undefined> {
  const last = await lastFiled(table, accountId);
  let current = start;
  const range = { accountId, seq: (start?.account.seq ?? 0) + 1, onFault: () => {} };
  for await (const entry of filedUpFrom(table, range, last)) {
    const next = following(current, entry, rules);
    if (next === undefined) break;
    current = next;
  }
  return current;
}

/** Undefined for an entry that doesn't follow. */
function following(current: Replayed | undefined, entry: Entry, rules: ReplayRules): Replayed | undefined {
  const { seq, headHash } = current?.account ?? { seq: 0, headHash: genesisHash };
  return entry.seq === seq + 1 && entry.previousHash === headHash ? replayed(current, entry, rules) : undefined;
}

function throughLog(
  accountId: string,
  { seq, log, head }: Item,
  filed: Replayed | undefined,
  rules: ReplayRules,
): Provable | undefined {
  const start = { seq: filed?.account.seq ?? 0, hash: filed?.account.headHash ?? genesisHash };
  const texts = Array.isArray(log) ? log.filter((text) => typeof text === 'string') : [];
  const isNext = typeof seq === 'number' && seq - texts.length === start.seq;
  const run = isNext ? readRun(accountId, { texts, start }) : { entries: [] };
  let current = filed;
  const unfiled: Entry[] = [];
  // The head says of all of them whether they are what was written.
  const isSure = run.entries.at(-1)?.hash === hex(head);
  for (const entry of isSure ? run.entries : []) {
    const next = following(current, entry, rules);
    if (next === undefined) break;
    current = next;
    unfiled.push(entry);
  }
  return current && { ...current, unfiled };
}

/** Records follow the checkpoint alone. */
function throughTail({ tail, head }: Item, checkpoint: Provable): Provable {
  if (!Array.isArray(tail) || checkpoint.account.headHash !== hex(head)) return checkpoint;
  let current = checkpoint;
  for (const stored of tail) {
    const folded = readable(() => foldTail(current.account, [unpackRecord(parse(storedRecord, stored, 'a record'))]));
    if (folded === undefined) return current;
    const holds = new Map(current.holds);
    for (const { hold } of folded.entries) {
      if (hold?.state === 'open') holds.set(hold.holdId, hold);
      else if (hold !== undefined) holds.delete(hold.holdId);
    }
    current = { ...current, account: folded.account, holds, unfiled: [...current.unfiled, ...folded.entries] };
  }
  return current;
}

function hex(bytes: unknown): string {
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('hex') : '';
}

/** An account of which not even its opening can be read. */
function nothingProvable(accountId: string): Replayed {
  const schedule = { anchorMs: 0, baseIndex: 0, cadence: 'month', timeZone: 'UTC' } as const;
  const account: Account = {
    ...{ accountId, planId: 'unknown', schedule, cycle: { index: 0, startMs: 0, endMs: 0 } },
    ...{ allotment: noCredits, grants: [], overrun: noCredits, heldOverrun: noCredits, debt: microcredits(0) },
    ...{ limits: [], openHolds: 0, standing: [], accruedAtMs: 0, exhaustedSinceMs: 0 },
    ...{ seq: 0, headHash: genesisHash, lastAtMs: 0 },
  };
  return { account, holds: new Map(), purchases: new Map() };
}

/** As an account that was read, for whoever only looks at it. */
function asLoaded({ account, unfiled }: Provable, finding: string): LoadedAccount {
  const [first] = unfiled;
  const filed =
    first === undefined
      ? { seq: account.seq, hash: account.headHash }
      : { seq: first.seq - 1, hash: first.previousHash };
  const log = { filed, entries: unfiled, entryTexts: [], notes: [], noteTexts: [] };
  return { account, version: 0, log, quarantine: finding };
}
