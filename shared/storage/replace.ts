/**
 * Replacing the item: how everything is carried out that depends on all of an account. The next item has the tail in its log,
 * and its log grown by what the changes add; or begun anew, after the present one is filed, when it would outgrow a write unit.
 */
import type { Account } from '../domain/account/account.ts';
import {
  dueInIndexMs,
  emptyLog,
  encodeAccount,
  entryTextsOf,
  type LoadedAccount,
  type Log,
  noteTextsOf,
} from './account-item.ts';
import type { Additions } from './draft.ts';
import { type ChainPoint, encodeEntries } from './entry-text.ts';
import { type Escrow, freeOf, limitsLeftOf, markBytes } from './escrow.ts';
import { isKeyless, marksIn } from './file-tail.ts';
import type { DueLog } from './filing.ts';
import { itemSizeBytes } from './item-size.ts';
import { afterFilingAll, noKeys, type Watermark } from './ordered-key.ts';
import type { Guard } from './table.ts';
import type { Item } from './table-keys.ts';

/** An item that would outgrow this has its log filed first; a write unit is 1 KB. */
const comfortableBytes = 1_024;

export interface Replacement {
  readonly item: Item;
  readonly guard: Guard;
  readonly loaded: LoadedAccount;
  /** The part of the log that leaves with it, and has to be filed before. */
  readonly due?: DueLog;
}

export function replacementOf(before: LoadedAccount | undefined, additions: Additions): Replacement {
  const { account } = additions;
  const version = (before?.version ?? 0) + 1;
  const guard = guardOf(before);
  const grownLog = append(before?.log ?? emptyLog, additions);
  const kept: LoadedAccount = { account, version, log: grownLog, escrow: nextEscrow(before, account, grownLog) };
  const keptItem = encodeAccount(kept);
  const itemBytes = itemSizeBytes(keptItem);
  if (before === undefined || itemBytes <= comfortableBytes)
    return { item: keptItem, guard, loaded: { ...kept, itemBytes } };
  const filed: ChainPoint = { seq: before.account.seq, hash: before.account.headHash };
  const log: Log = { ...additions, filed };
  const begun: LoadedAccount = { account, version, log, escrow: nextEscrow(before, account, log, before.log) };
  const due = {
    accountId: account.accountId,
    log: before.log,
    isKeyless: before.escrow !== undefined && isKeyless(before.escrow),
  };
  const item = encodeAccount(begun);
  return { item, guard, loaded: { ...begun, itemBytes: itemSizeBytes(item) }, due };
}

/** The account is as it was read, and nothing was appended since. */
export function guardOf(before: LoadedAccount | undefined): Guard {
  if (before === undefined) return { kind: 'absent' };
  return before.escrow === undefined
    ? { kind: 'version', version: before.version }
    : { kind: 'writes', writes: before.version };
}

function append(log: Log, { entries, entryTexts, notes, noteTexts }: Additions): Log {
  const [first] = entries;
  const previous = log.entries.at(-1);
  const continued = first === undefined ? [] : [...encodeEntries([first], previous), ...entryTexts.slice(1)];
  return {
    filed: log.filed,
    entries: [...log.entries, ...entries],
    entryTexts: [...entryTextsOf(log), ...continued],
    notes: [...log.notes, ...notes],
    noteTexts: [...noteTextsOf(log), ...noteTexts],
  };
}

/** `filed` is what left the log: two filings are counted, and all of its keys are under the watermark, since their marks go too. */
function nextEscrow(before: LoadedAccount | undefined, account: Account, log: Log, filed?: Log): Escrow {
  const escrow = before?.escrow;
  const watermark = watermarkBefore(before);
  const marks = filed === undefined ? new Set([...(escrow?.marks ?? []), ...marksIn(log)]) : marksIn(log);
  const texts = [...entryTextsOf(log), ...noteTextsOf(log)];
  return {
    free: freeOf(account),
    limits: limitsLeftOf(account),
    dueAtMs: dueInIndexMs(account),
    rules: rulesOf(account, before),
    weight: texts.reduce((sum, text) => sum + 1 + Buffer.byteLength(text), markBytes * marksIn(log).size),
    filings: (escrow?.filings ?? 0) + (filed === undefined ? 0 : 2),
    epoch: (escrow?.epoch ?? 0) + 1,
    marks,
    watermark: filed === undefined ? watermark : afterFilingAll(watermark, [...filed.entries, ...filed.notes]),
    pausedUntilMs: undefined,
    tail: [],
  };
}

/** An account in the first form never knew which keys were filed. */
function watermarkBefore(before: LoadedAccount | undefined): Watermark {
  if (before === undefined) return noKeys;
  return before.escrow?.watermark ?? { ...noKeys, newestMs: undefined };
}

/** Named anew whenever a limit is set or taken away, ends, begins its period anew, or forgets a value. */
function rulesOf({ limits, seq }: Account, before: LoadedAccount | undefined): number {
  if (limits.length === 0) return 0;
  const named = (all: Account['limits']): string =>
    JSON.stringify(
      all.map(({ used: _used, held: _held, values, ...limit }) => [limit, values?.map(({ value }) => value)]),
    );
  const isSame = before !== undefined && named(before.account.limits) === named(limits);
  if (isSame && before.escrow !== undefined) return before.escrow.rules;
  // Time alone changes them without an entry: a number that no entry has, and no other write of the item.
  const isTimeAlone = before !== undefined && seq === before.account.seq;
  return isTimeAlone ? -1 - (before.escrow?.epoch ?? 0) : seq;
}
