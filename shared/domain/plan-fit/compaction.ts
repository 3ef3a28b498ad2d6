/**
 * A past in fewer steps, for a replay on another plan. A busy account's thousands of debits needn't be judged one by
 * one to say what a plan would have cost:
 *
 * - What belongs to the plan there was, and to what was bought on it, is left out. So is what moves nothing.
 * - A hold that began and was settled in one cycle is a debit of what it used, when it was settled. One that went on into the
 *   next cycle pins credits of the last, and stays a hold.
 * - Debits of the same three hours and cycle, with nothing else between them, are one, when the last of them was. Those that
 *   were reversed later stand alone. So a month takes some 250 steps at most, however busy, and the time at zero that a
 *   replay finds is up to three hours short each time.
 */

import { amountMaxMicrocredits, plus } from '../amount.ts';
import type { Entry, EntryOf, EntryType } from '../ledger/entry.ts';
import { hourMs } from '../time.ts';
import type { Happening } from './happenings.ts';

export function compact(happenings: readonly Happening[]): readonly Happening[] {
  const entries = happenings.flatMap((happening) => ('entry' in happening ? [happening.entry] : []));
  const lasting = holdsAcrossCycles(entries);
  const reversed = new Set(entries.map(({ reverses }) => reverses));
  const all: Happening[] = [];
  for (const happening of happenings) {
    const next = 'entry' in happening ? simplify(happening, lasting) : happening;
    if (next === undefined) continue;
    const last = all.at(-1);
    const joined = last === undefined ? undefined : joinedDebits(last, next, reversed);
    if (joined === undefined) all.push(next);
    else all[all.length - 1] = joined;
  }
  return all;
}

const ignoredTypes: ReadonlySet<EntryType> = new Set<EntryType>([
  'plan-change',
  'refund',
  'chargeback',
  'standing-usage',
  'limit',
  'auto-top-up',
]);

function simplify(
  happening: Extract<Happening, { readonly entry: Entry }>,
  lasting: ReadonlySet<string>,
): Happening | undefined {
  const { entry, atMs } = happening;
  const { type, hold, packId } = entry;
  if (ignoredTypes.has(type) || packId !== undefined) return undefined;
  if (hold === undefined || type === 'debit' || lasting.has(hold.holdId)) return happening;
  const isCharged = (entry.type === 'capture' || entry.type === 'hold-expiry') && entry.credits > 0;
  return isCharged ? { kind: 'asked', atMs, entry: asDebit(entry) } : undefined;
}

function asDebit(settling: EntryOf<'capture' | 'hold-expiry'>): EntryOf<'debit'> {
  const {
    returned: _back,
    repaidDebt: _repaid,
    uncovered: _un,
    overrun: _over,
    uncoveredBefore: _before,
    ...rest
  } = settling;
  return { ...rest, type: 'debit' };
}

/** Holds with entries in several cycles, or without the one that began them. */
function holdsAcrossCycles(entries: readonly Entry[]): ReadonlySet<string> {
  const begun = new Map<string, number>();
  const lasting = new Set<string>();
  for (const { type, hold, cycle } of entries) {
    if (hold === undefined || type === 'debit') continue;
    if (type === 'hold') begun.set(hold.holdId, cycle);
    else if (begun.get(hold.holdId) !== cycle) lasting.add(hold.holdId);
  }
  return lasting;
}

const joinedMs = 3 * hourMs;

function joinedDebits(a: Happening, b: Happening, reversed: ReadonlySet<number | undefined>): Happening | undefined {
  if (a.kind !== 'asked' || b.kind !== 'asked' || a.entry.type !== 'debit' || b.entry.type !== 'debit')
    return undefined;
  if (reversed.has(a.entry.seq) || reversed.has(b.entry.seq) || a.entry.cycle !== b.entry.cycle) return undefined;
  const areNear = Math.floor(a.atMs / joinedMs) === Math.floor(b.atMs / joinedMs);
  if (!areNear || a.entry.credits + b.entry.credits > amountMaxMicrocredits) return undefined;
  return { ...b, entry: { ...b.entry, credits: plus(a.entry.credits, b.entry.credits) } };
}
