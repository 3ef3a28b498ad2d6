/**
 * Proves as much as it can of an account whose own item can't be read: from where its books were last found right, or from its first
 * entry, as far as entries follow one another by their hashes; then what its item's log and tail add to that. Entries tell all
 * of an account, so a state that is damaged is told anew, and a damaged entry ends what can be told.
 */
import type { Account } from '../domain/account/account.ts';
import { givenUpBy, standingIn, withMore } from '../domain/account/withdrawn.ts';
import { microcredits, noCredits } from '../domain/amount.ts';
import type { AuditPoint } from '../domain/ledger/audit-point.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { genesisHash } from '../domain/ledger/record.ts';
import { present } from '../domain/present.ts';
import type { Replayed, ReplayRules } from '../domain/projections/replay/replayed.ts';
import { replayed } from '../domain/projections/replay-account.ts';
import { decodeAccount, type LoadedAccount } from './account-item.ts';
import { createAuditPoints } from './audit-points.ts';
import type { CatalogueStore } from './catalogue.ts';
import { readRun } from './entry-text.ts';
import { foldTail } from './fold-tail.ts';
import { filedEntry, filedUpFrom, lastFiled } from './ledger.ts';
import { parse } from './parse.ts';
import { readable } from './readable.ts';
import { storedRecord, unpackRecord } from './record-packing.ts';
import { ItemCorrupt, type Table } from './table.ts';
import { accountKey, type Item } from './table-keys.ts';

export interface ProvableSource {
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
export interface Provable extends Replayed {
  /** Those of its newest entries that aren't filed. */
  readonly unfiled: readonly Entry[];
}

async function readProvable(source: ProvableSource, accountId: string, item: Item, nowMs: number): Promise<Provable> {
  const start = soundStart(await createAuditPoints(source.table).read(accountId));
  const proved = await proveFrom(source, { accountId, item, start, nowMs });
  return proved ?? { ...nothingProvable(accountId), unfiled: [] };
}

/** The account as an audit last found it right. */
export function soundStart({ sound, verified }: Partial<AuditPoint> = {}): Replayed | undefined {
  return (
    sound && {
      account: sound.account,
      holds: new Map(sound.holds.map((hold) => [hold.holdId, hold])),
      purchases: new Map([...(verified?.books.purchases ?? [])].map(([id, { grantId }]) => [id, grantId])),
    }
  );
}

export interface Proving {
  readonly accountId: string;
  /** The account's own, as it is. Its state isn't looked at. */
  readonly item: Item;
  /** Undefined to begin before the first entry. */
  readonly start: Replayed | undefined;
  readonly nowMs: number;
  /** The last entry to look at; all of them when left out. */
  readonly untilSeq?: number;
}

/** The account as far as entries follow one another; undefined where not even the first can be read. */
export async function proveFrom(
  { table, catalogue }: ProvableSource,
  { accountId, item, start, nowMs, untilSeq = Number.POSITIVE_INFINITY }: Proving,
): Promise<Provable | undefined> {
  const { plans } = await catalogue.read(nowMs);
  const rules: ReplayRules = { plans, rateCards: [] };
  const filed = await throughSegments({ table, accountId, untilSeq }, start, rules);
  const logged = await throughLog({ table, accountId, item, untilSeq }, filed, rules);
  return logged && throughTail(item, logged, untilSeq);
}

interface FiledPart {
  readonly table: Table;
  readonly accountId: string;
  readonly untilSeq: number;
}

async function throughSegments(
  { table, accountId, untilSeq }: FiledPart,
  start: Replayed | undefined,
  rules: ReplayRules,
): Promise<Replayed | undefined> {
  const last = Math.min(untilSeq, await lastFiled(table, accountId));
  const first = (start?.account.seq ?? 0) + 1;
  const withdrawn = start === undefined ? await repairsIn(table, accountId, last) : start.account.withdrawn;
  let current = start;
  for (const part of standingIn(withdrawn, { first, last }))
    for await (const entry of filedUpFrom(table, { accountId, seq: part.first, onFault: () => {} }, part.last)) {
      const next = following(current, entry, { ...rules, ...(await undoneBy(table, entry)) });
      if (next === undefined) return current;
      current = next;
    }
  return current;
}

/** The parts of a ledger that its own entries say were given up. */
export async function repairsIn(table: Table, accountId: string, last: number): Promise<Account['withdrawn']> {
  let withdrawn: Account['withdrawn'];
  for await (const entry of filedUpFrom(table, { accountId, seq: 1, onFault: () => {} }, last))
    if (entry.type === 'repair') withdrawn = withMore(withdrawn, givenUpBy(entry));
  return withdrawn;
}

/** Undefined for an entry that doesn't follow. */
function following(current: Replayed | undefined, entry: Entry, rules: ReplayRules): Replayed | undefined {
  const { seq, headHash } = current?.account ?? { seq: 0, headHash: genesisHash };
  const isNext = entry.seq === seq + 1 || entry.withdraws?.first === seq + 1;
  return isNext && entry.previousHash === headHash ? replayed(current, entry, rules) : undefined;
}

/** The entry that one takes back, which says more of that than it does itself; it may stand in the log, and what can't be read says nothing. */
async function undoneBy(
  table: Table,
  entry: Entry,
  logged: readonly Entry[] = [],
): Promise<Pick<ReplayRules, 'undone'>> {
  if (entry.type !== 'reversal' && entry.type !== 'chargeback') return {};
  const { accountId, reverses } = entry;
  try {
    const undone = logged.find(({ seq }) => seq === reverses) ?? (await filedEntry(table, accountId, reverses));
    return present({ undone });
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return {};
    throw cause;
  }
}

/** The log begins where filing ended, which may be before the start. */
async function throughLog(
  { table, accountId, item, untilSeq }: Pick<Proving, 'accountId' | 'item'> & Pick<FiledPart, 'table' | 'untilSeq'>,
  filed: Replayed | undefined,
  rules: ReplayRules,
): Promise<Provable | undefined> {
  const { seq, log, head, filed: filedHead = head } = item;
  const texts = Array.isArray(log) ? log.filter((text) => typeof text === 'string') : [];
  const start = { seq: Number(seq) - texts.length, hash: hex(filedHead) };
  const run = Number.isSafeInteger(seq) ? readRun(accountId, { texts, start }) : { entries: [] };
  let current = filed;
  const unfiled: Entry[] = [];
  // The head says of all of them whether they are what was written.
  const isSure = run.entries.at(-1)?.hash === hex(head);
  for (const entry of isSure ? run.entries : []) {
    if (entry.seq <= (current?.account.seq ?? 0)) continue;
    if (entry.seq > untilSeq) break;
    const next = following(current, entry, { ...rules, ...(await undoneBy(table, entry, run.entries)) });
    if (next === undefined) break;
    current = next;
    unfiled.push(entry);
  }
  return current && { ...current, unfiled };
}

/** Records follow the checkpoint alone. */
function throughTail({ tail, head }: Item, checkpoint: Provable, untilSeq: number): Provable {
  if (!Array.isArray(tail) || checkpoint.account.headHash !== hex(head)) return checkpoint;
  let current = checkpoint;
  for (const stored of tail) {
    const folded = readable(() => foldTail(current.account, [unpackRecord(parse(storedRecord, stored, 'a record'))]));
    if (folded === undefined || folded.account.seq > untilSeq) return current;
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
