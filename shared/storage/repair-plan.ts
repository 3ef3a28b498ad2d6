/**
 * Plans a repair (R32): the last entry that can be proved, from where an audit last found the books right or from the first
 * entry, whichever goes further; what came after it, which is withdrawn; and what is lost before it, whose effect was in the
 * books that the audit found right. Reads the whole ledger, and changes nothing.
 */
import { type GivenUp, isLost, type SeqRange, standingIn } from '../domain/account/withdrawn.ts';
import type { AuditPoint } from '../domain/ledger/audit-point.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { openVerified, type Verified, verifyNext } from '../domain/ledger/verify-ledger.ts';
import { present } from '../domain/present.ts';
import { decodeAccount } from './account-item.ts';
import { createAuditPoints } from './audit-points.ts';
import { filedUpFrom, lastFiled } from './ledger.ts';
import { type Provable, type ProvableSource, proveFrom, soundStart } from './provable.ts';
import { readable } from './readable.ts';
import type { LedgerFault } from './segments.ts';
import type { Table } from './table.ts';
import { accountKey, type Item, projectionKey } from './table-keys.ts';

export interface RepairPlan {
  readonly accountId: string;
  /** The account's own, as it is. */
  readonly item: Item;
  /** The account at the last entry that stands. */
  readonly proved: Provable;
  /** The books there. */
  readonly verified: Verified;
  /** The highest number that an entry may have had: no other is ever given it. */
  readonly lastSeq: number;
  /** Entries after the last that stands; absent where there are none. */
  readonly withdraws?: GivenUp;
  /** Those of them that can be read. */
  readonly withdrawn: readonly Entry[];
  /** Those of these that stand in the account's own item alone. */
  readonly unfiled: readonly Entry[];
  /** Entries that stand and have their segments, though their filing may have been cut off before what hangs off them was stored. */
  readonly halfFiled: readonly Entry[];
  /** Entries before it that can't be read, and weren't given up before. */
  readonly lost: readonly GivenUp[];
}

export interface RepairQuestion {
  readonly accountId: string;
  readonly nowMs: number;
  /** When the account was quarantined: nothing was changed since. */
  readonly sinceMs: number;
}

/** Undefined where there is no account, or not even its first entry can be proved. */
export async function planRepair(source: ProvableSource, asked: RepairQuestion): Promise<RepairPlan | undefined> {
  const { table } = source;
  const { accountId } = asked;
  const item = await table.get(accountKey(accountId));
  if (item === undefined) return undefined;
  const fromSound = await withUnfiled(table, item, await provedBooks(source, { ...asked, item, isFromSound: true }));
  const lastSeq = Math.max(await highestSeq(table, accountId, item), fromSound?.proved.account.seq ?? 0);
  const isAll = fromSound?.proved.account.seq === lastSeq && fromSound.unfound === undefined;
  const fromFirst = isAll ? undefined : await provedBooks(source, { ...asked, item, isFromSound: false });
  const best = furthest(fromSound, fromFirst);
  if (best === undefined) return undefined;
  const { account } = best.proved;
  const after = await readAfter(table, { accountId, item, first: account.seq + 1, last: lastSeq });
  const unreadMs = after.isWhole ? undefined : { from: account.lastAtMs, until: asked.sinceMs };
  const withdraws =
    account.seq < lastSeq ? { first: account.seq + 1, last: lastSeq, ...present({ unreadMs }) } : undefined;
  const lost = best === fromSound ? await lostBefore(table, best, accountId) : [];
  const { proved, verified } = best;
  return {
    accountId,
    item,
    proved,
    verified,
    lastSeq,
    ...present({ withdraws }),
    withdrawn: after.entries,
    unfiled: after.unfiled,
    halfFiled: await readHalfFiled(table, item, proved),
    lost,
  };
}

/** An account's item holds at most so many entries that aren't filed, whatever else is wrong with it. */
const unfiledMax = 400;

async function readHalfFiled(table: Table, item: Item, { account }: Provable): Promise<readonly Entry[]> {
  const { accountId, withdrawn } = account;
  const last = Math.min(account.seq, await lastFiled(table, accountId));
  const { log } = readable(() => decodeAccount(accountId, item)) ?? {};
  const first = (log?.filed.seq ?? Math.max(0, last - unfiledMax)) + 1;
  const entries: Entry[] = [];
  for (const part of standingIn(withdrawn, { first, last }))
    for await (const entry of filedUpFrom(table, { accountId, seq: part.first, onFault: () => {} }, part.last))
      entries.push(entry);
  return entries;
}

interface ProvedBooks {
  readonly proved: Provable;
  readonly verified: Verified;
  /** Entries up to where the proof begins that were never filed, and can't be told from the account's own item. */
  readonly unfound?: SeqRange;
}

/** The one that goes further; of two that go as far, the one that finds all entries. */
function furthest(a: ProvedBooks | undefined, b: ProvedBooks | undefined): ProvedBooks | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [aSeq, bSeq] = [a.proved.account.seq, b.proved.account.seq];
  return bSeq > aSeq || (bSeq === aSeq && a.unfound !== undefined) ? b : a;
}

/** With the entries before the first that was looked at that stand in the account's own item alone. */
async function withUnfiled(table: Table, item: Item, books: ProvedBooks | undefined): Promise<ProvedBooks | undefined> {
  if (books === undefined) return undefined;
  const { proved } = books;
  const { accountId, headHash, seq } = proved.account;
  const [next] = proved.unfiled;
  const range = { first: (await lastFiled(table, accountId)) + 1, last: (next?.seq ?? seq + 1) - 1 };
  const hash = next?.previousHash ?? headHash;
  const known = readable(() => decodeAccount(accountId, item))?.log.entries ?? [];
  const before = known.filter((entry) => entry.seq >= range.first && entry.seq <= range.last);
  if (range.first > range.last) return books;
  const found = before.at(-1)?.hash === hash ? before : [];
  const last = (found[0]?.seq ?? range.last + 1) - 1;
  return {
    ...books,
    proved: { ...proved, unfiled: [...found, ...proved.unfiled] },
    ...(last < range.first ? {} : { unfound: { first: range.first, last } }),
  };
}

interface ProvingBooks extends RepairQuestion {
  readonly item: Item;
  readonly isFromSound: boolean;
}

/** Entries of which some is found to be wrong end the proof before it, which is then made again up to there. */
const proofsMax = 3;

async function provedBooks(
  source: ProvableSource,
  { accountId, item, nowMs, isFromSound }: ProvingBooks,
): Promise<ProvedBooks | undefined> {
  let untilSeq = Number.POSITIVE_INFINITY;
  for (let proofs = 0; proofs < proofsMax; proofs += 1) {
    const point = isFromSound ? await soundPoint(source.table, accountId) : undefined;
    if (isFromSound && point === undefined) return undefined;
    const proved = await proveFrom(source, { accountId, item, start: soundStart(point), nowMs, untilSeq });
    if (proved === undefined) return undefined;
    const verified = point?.verified ?? openVerified();
    const wrong = await firstWrong(source.table, proved, verified);
    if (wrong === undefined) return { proved, verified };
    untilSeq = wrong - 1;
  }
  return undefined;
}

/** The books and the account are as of the same entry, or neither is begun with. */
async function soundPoint(table: Table, accountId: string): Promise<AuditPoint | undefined> {
  const point = await createAuditPoints(table).read(accountId);
  return point?.sound?.account.seq === point?.verified.seq ? point : undefined;
}

/** Goes on with the books, in place, up to the last entry that was proved; the first that doesn't fit them. */
async function firstWrong(
  table: Table,
  { account, unfiled }: Provable,
  verified: Verified,
): Promise<number | undefined> {
  const last = (unfiled[0]?.seq ?? account.seq + 1) - 1;
  for (const part of standingIn(account.withdrawn, { first: verified.seq + 1, last }))
    for await (const entry of filedUpFrom(table, { accountId: account.accountId, seq: part.first }, part.last))
      if (verifyNext(verified, entry).length > 0) return entry.seq;
  for (const entry of unfiled) if (entry.seq > verified.seq && verifyNext(verified, entry).length > 0) return entry.seq;
  return undefined;
}

/** By all that tells of entries: the account's own item, what was filed, verified, and published. */
async function highestSeq(table: Table, accountId: string, item: Item): Promise<number> {
  const projection = await table.get(projectionKey(accountId));
  const point = await createAuditPoints(table).read(accountId);
  const filed = await lastFiled(table, accountId);
  const told = [ownSeq(accountId, item, filed), filed, Number(projection?.['seq'] ?? 0), point?.verified.seq ?? 0];
  return Math.max(...told.filter(Number.isSafeInteger));
}

/** The number of the account's newest entry or, where that can't be read, as many as there may be. */
function ownSeq(accountId: string, item: Item, filed: number): number {
  const loaded = readable(() => decodeAccount(accountId, item));
  if (loaded !== undefined) return loaded.account.seq;
  const { seq, tail, log } = item;
  const lengthOf = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
  return (Number.isSafeInteger(seq) ? Number(seq) : filed + lengthOf(log)) + lengthOf(tail);
}

interface Stretch {
  readonly accountId: string;
  readonly item: Item;
  readonly first: number;
  readonly last: number;
}

interface ReadAfter {
  readonly entries: readonly Entry[];
  readonly unfiled: readonly Entry[];
  readonly isWhole: boolean;
}

/** Entries that can be read, and whether that is all of them. */
async function readAfter(table: Table, { accountId, item, first, last }: Stretch): Promise<ReadAfter> {
  const filed: Entry[] = [];
  for await (const entry of filedUpFrom(table, { accountId, seq: first, onFault: () => {} }, last)) filed.push(entry);
  const { log } = readable(() => decodeAccount(accountId, item)) ?? {};
  const unfiled = (log?.entries ?? []).filter(({ seq }) => seq >= first && filed.every((entry) => entry.seq !== seq));
  const entries = [...filed, ...unfiled];
  return { entries, unfiled, isWhole: entries.length === last - first + 1 };
}

/** Parts before the last entry that stands, each with the times of the entries around it. */
async function lostBefore(
  table: Table,
  { proved: { account }, unfound }: ProvedBooks,
  accountId: string,
): Promise<readonly GivenUp[]> {
  const { withdrawn } = account;
  const lost: GivenUp[] = [];
  let open: LedgerFault[] = [];
  let beforeMs = 0;
  const close = (untilMs: number): void => {
    for (const { first, last } of open) lost.push({ first, last, unreadMs: { from: beforeMs, until: untilMs } });
    open = [];
  };
  const onFault = (fault: LedgerFault): void => {
    if (!isLost(withdrawn, fault.first)) open.push(fault);
  };
  const last = Math.min(account.seq, await lastFiled(table, accountId));
  for (const part of standingIn(withdrawn, { first: 1, last }))
    for await (const entry of filedUpFrom(table, { accountId, seq: part.first, onFault }, part.last)) {
      close(entry.atMs);
      beforeMs = entry.atMs;
    }
  if (unfound !== undefined) open.push({ ...unfound, finding: '' });
  close(account.lastAtMs);
  return lost;
}
