/**
 * Carries a repair out (R32). What stands is made whole beside the account first: its last entries are filed, holds and marks say
 * again what they said then, and every key of what is withdrawn gets an item, so that nobody's request is carried out a second
 * time. Then one conditional write of the account's item is the repair. All of it may be repeated. Nothing is ever taken away:
 * the numbers of withdrawn entries are never given again, so no event's id comes again with other content.
 */
import { hash } from 'node:crypto';
import type { Account } from '../domain/account/account.ts';
import { givenUpBy, withMore } from '../domain/account/withdrawn.ts';
import { noCredits } from '../domain/amount.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { record } from '../domain/ledger/record.ts';
import { type Verified, verifyNext } from '../domain/ledger/verify-ledger.ts';
import { present } from '../domain/present.ts';
import {
  decodeAccount,
  dueInIndexMs,
  emptyLog,
  encodeAccount,
  entryTextsOf,
  type LoadedAccount,
  noteTextsOf,
} from './account-item.ts';
import { createAuditPoints, verifiedFrom, verifiedText } from './audit-points.ts';
import { type Escrow, freeOf, limitsLeftOf, markBytes } from './escrow.ts';
import { marksIn } from './file-tail.ts';
import { fileBeside, fileLog } from './filing.ts';
import { afterFilingAll, nearMs, noKeys, type Watermark } from './ordered-key.ts';
import { readable } from './readable.ts';
import type { RepairPlan } from './repair-plan.ts';
import { holdItemsOf, markItemsOf, withdrawnKeysOf } from './repair-sides.ts';
import type { Guard, Table } from './table.ts';
import { booksKey } from './table-keys.ts';

export interface RepairRequest {
  readonly reason: string;
  readonly actor: string;
  readonly caller: string;
  readonly nowMs: number;
}

export interface Repaired {
  readonly loaded: LoadedAccount;
  readonly entry: Entry;
}

/** Undefined where the account isn't as the plan was made of any more, or nobody knows: look at it again. */
export async function carryOutRepair(
  table: Table,
  plan: RepairPlan,
  asked: RepairRequest,
): Promise<Repaired | undefined> {
  const { accountId, item, proved, verified, lastSeq } = plan;
  const books = booksText(plan);
  const { account, entry } = repairOf(plan, asked, books);
  const isKeyless = item['newestKey'] !== undefined;
  for (const entries of [proved.unfiled, plan.unfiled]) {
    const [first] = entries;
    if (first === undefined) continue;
    const filed = { seq: first.seq - 1, hash: first.previousHash };
    await fileLog(table, { accountId, isKeyless, log: { ...emptyLog, filed, entries } }, asked.nowMs);
  }
  await fileBeside(table, { accountId, isKeyless, entries: plan.halfFiled });
  await table.putMany([
    ...withdrawnKeysOf(plan),
    ...(await holdItemsOf(table, plan)),
    ...(await markItemsOf(table, plan)),
    ...(books === undefined ? [] : [{ ...booksKey(accountId, entry.seq), books }]),
  ]);
  const filedBefore = { seq: lastSeq, hash: proved.account.headHash };
  // What was refused stays refused: that changed nothing.
  const notes = readable(() => decodeAccount(accountId, item))?.log.notes ?? [];
  const log = { ...emptyLog, filed: filedBefore, entries: [entry], notes };
  const loaded = loadedAfter(plan, { account, log, nowMs: asked.nowMs });
  if (!(await isCommitted(table, plan, loaded))) return undefined;
  verifyNext(verified, entry);
  const sound = { account, holds: [...proved.holds.values()] };
  await createAuditPoints(table).save(accountId, { verified, wholeAtMs: asked.nowMs, sound });
  return { loaded, entry };
}

/** The books with which a ledger goes on that has lost entries: whoever adds all of it up begins anew there. */
function booksText({ verified, lost, proved }: RepairPlan): string | undefined {
  const hasLost = lost.length > 0 || proved.account.withdrawn?.some((part) => part.isLost === true);
  return hasLost === true ? verifiedText(verified) : undefined;
}

export function booksHash(text: string): string {
  return hash('sha256', text);
}

/** Dated like the entry that it follows, since what has become due since comes after it. */
function repairOf(
  { proved: { account }, lastSeq, withdraws, lost }: RepairPlan,
  { reason, actor, caller, nowMs }: RepairRequest,
  books: string | undefined,
): { readonly account: Account; readonly entry: Entry } {
  const parts = present({ withdraws, lost: lost.length === 0 ? undefined : lost });
  const withdrawn = withMore(account.withdrawn, givenUpBy({ seq: lastSeq + 1, ...parts }));
  return record({ ...account, seq: lastSeq }, withdrawn.length === 0 ? {} : { withdrawn }, {
    type: 'repair',
    atMs: account.lastAtMs,
    credits: noCredits,
    slices: [],
    planId: account.planId,
    ...present({ seats: account.seats }),
    ...parts,
    ...present({ books: books === undefined ? undefined : booksHash(books) }),
    repairedAtMs: nowMs,
    reason,
    actor,
    caller,
  });
}

/** In the form that it had: one that never knew which keys were filed keeps an item for each. */
function loadedAfter(
  { item, withdrawn, proved, halfFiled }: RepairPlan,
  { account, log, nowMs }: Pick<LoadedAccount, 'account' | 'log'> & { readonly nowMs: number },
): LoadedAccount {
  const version = 1 + numberIn(item, item['form'] === undefined ? 'version' : 'writes', account.seq);
  if (item['form'] === undefined) return { account, version, log };
  const before: Watermark = {
    ...noKeys,
    newestMs: item['newestKey'] === undefined ? undefined : Math.max(nowMs + nearMs, numberIn(item, 'newestKey', 0)),
    pendingMs: numberIn(item, 'pendingKey', 0),
    far: farIn(item),
  };
  const texts = [...entryTextsOf(log), ...noteTextsOf(log)];
  const marks = marksIn(log);
  const escrow: Escrow = {
    free: freeOf(account),
    limits: limitsLeftOf(account),
    dueAtMs: dueInIndexMs(account),
    rules: account.limits.length === 0 ? 0 : account.seq,
    weight: texts.reduce((sum, text) => sum + 1 + Buffer.byteLength(text), markBytes * marks.size),
    filings: 2 + numberIn(item, 'filings', account.seq),
    epoch: 1 + numberIn(item, 'epoch', account.seq),
    marks,
    watermark: afterFilingAll(before, [...halfFiled, ...proved.unfiled, ...withdrawn]),
    pausedUntilMs: undefined,
    tail: [],
  };
  return { account, version, log, escrow };
}

function farIn({ farFrom, farUntil }: RepairPlan['item']): Watermark['far'] {
  if (typeof farFrom !== 'number' || typeof farUntil !== 'number') return undefined;
  return { fromMs: farFrom, untilMs: farUntil };
}

/** A number of an item that may be damaged; what is never less, where it is none. */
function numberIn(item: RepairPlan['item'], name: string, otherwise: number): number {
  const value = item[name];
  return Number.isSafeInteger(value) ? Number(value) : otherwise;
}

/** On condition that the account is as the plan was made of. */
async function isCommitted(table: Table, { item }: RepairPlan, loaded: LoadedAccount): Promise<boolean> {
  const guard = guardOfItem(item);
  const repaired = encodeAccount(loaded);
  if (guard !== undefined) return (await table.put(repaired, guard)).kind === 'stored';
  await table.putMany([repaired]);
  return true;
}

/** Undefined of an item that doesn't say how often it was written: nobody who reads it can write it. */
function guardOfItem({ form, writes, version }: RepairPlan['item']): Guard | undefined {
  if (form !== undefined && typeof writes === 'number') return { kind: 'writes', writes };
  return form === undefined && typeof version === 'number' ? { kind: 'version', version } : undefined;
}

/** The books with which a repair goes on; undefined where they aren't those that its entry says. */
export async function readBooks(
  table: Table,
  accountId: string,
  said: { readonly seq: number; readonly hash: string },
): Promise<Verified | undefined> {
  const books = (await table.get(booksKey(accountId, said.seq)))?.['books'];
  if (typeof books !== 'string' || booksHash(books) !== said.hash) return undefined;
  return readable(() => verifiedFrom(books));
}
