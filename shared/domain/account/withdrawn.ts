/**
 * The parts of a ledger that a repair gave up (R32), by the numbers of their entries. Those that were withdrawn count for nothing;
 * those that are only lost are in the balance, which was found right after them, and nobody can tell them any more.
 */
import { present } from '../present.ts';

export interface WithdrawnEntries {
  readonly first: number;
  readonly last: number;
  /** The repair's own entry. */
  readonly by: number;
  /** True of those whose effect stands. */
  readonly isLost?: true;
  /**
   * Where some of them can't be read: when the last before those was made, and the first after. A key that was made in between may be one of theirs.
   */
  readonly unreadMs?: { readonly from: number; readonly until: number };
}

/** An account bears so many parts of its ledger that were given up; one more is not repaired. */
export const withdrawnMax = 50;

/** Tells which repair took an entry back; undefined of one that stands. */
export function withdrawnBy(withdrawn: readonly WithdrawnEntries[] | undefined, seq: number): number | undefined {
  return withdrawn?.find(({ first, last, isLost }) => isLost !== true && first <= seq && seq <= last)?.by;
}

/** Tells which repair gave an entry up as lost; undefined of one that it may be possible to read. */
export function lostBy(withdrawn: readonly WithdrawnEntries[] | undefined, seq: number): number | undefined {
  return withdrawn?.find(({ first, last, isLost }) => isLost === true && first <= seq && seq <= last)?.by;
}

/** Tells whether nobody can say what an entry was, and that is known. */
export function isLost(withdrawn: readonly WithdrawnEntries[] | undefined, seq: number): boolean {
  return lostBy(withdrawn, seq) !== undefined;
}

/** With one more; what lies within it is in it. */
export function withMore(
  withdrawn: readonly WithdrawnEntries[] | undefined,
  more: readonly WithdrawnEntries[],
): readonly WithdrawnEntries[] {
  const kept = (withdrawn ?? []).filter(
    ({ first, last }) => !more.some((each) => each.first <= first && last <= each.last),
  );
  return [...kept, ...more].toSorted((a, b) => a.first - b.first);
}

export interface SeqRange {
  readonly first: number;
  readonly last: number;
}

/** The parts of a stretch of the ledger that stand, in order. */
export function standingIn(
  withdrawn: readonly WithdrawnEntries[] | undefined,
  { first, last }: SeqRange,
): readonly SeqRange[] {
  const parts: SeqRange[] = [];
  let from = first;
  for (const gone of withdrawn ?? []) {
    if (gone.isLost === true || gone.last < from || gone.first > last) continue;
    if (gone.first > from) parts.push({ first: from, last: gone.first - 1 });
    from = gone.last + 1;
  }
  return from <= last ? [...parts, { first: from, last }] : parts;
}

/** The parts that can be read: neither withdrawn nor lost. */
export function readableIn(withdrawn: readonly WithdrawnEntries[] | undefined, range: SeqRange): readonly SeqRange[] {
  return standingIn(
    withdrawn?.map(({ isLost: _lost, ...each }) => each),
    range,
  );
}

/** The part that an entry's repair withdrew, and those that it gave up as lost. */
export function givenUpBy({
  seq,
  withdraws,
  lost = [],
}: {
  readonly seq: number;
  readonly withdraws?: GivenUp;
  readonly lost?: readonly GivenUp[];
}): readonly WithdrawnEntries[] {
  const withdrawn = withdraws === undefined ? [] : [{ ...partOf(withdraws), by: seq }];
  return [...withdrawn, ...lost.map((part) => ({ ...partOf(part), by: seq, isLost: true as const }))];
}

/** The parts that were withdrawn, each with its repair; undefined where there are none. */
export function withdrawnRanges(withdrawn: readonly WithdrawnEntries[] = []): readonly WithdrawnRange[] | undefined {
  const ranges = withdrawn.filter((each) => each.isLost !== true);
  return ranges.length === 0 ? undefined : ranges;
}

export interface WithdrawnRange extends SeqRange {
  readonly by: number;
}

/** The withdrawn parts of a stretch of the ledger, in order. */
export function withdrawnIn(
  withdrawn: readonly WithdrawnEntries[] | undefined,
  { first, last }: SeqRange,
): readonly SeqRange[] {
  return (withdrawnRanges(withdrawn) ?? [])
    .map((each) => ({ first: Math.max(first, each.first), last: Math.min(last, each.last) }))
    .filter((each) => each.first <= each.last);
}

/** A part as the entry of a repair names it. */
export interface GivenUp extends SeqRange {
  readonly unreadMs?: { readonly from: number; readonly until: number };
}

function partOf({ first, last, unreadMs }: GivenUp): GivenUp {
  return { first, last, ...present({ unreadMs }) };
}
