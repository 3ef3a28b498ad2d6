/** When a tail has grown so far that it is to be filed: by the write units that it fills. */
import type { LoadedAccount } from './account-item.ts';
import { type AppendDraft, weightOf } from './append-draft.ts';
import { leftOfBegun, limitsOf } from './append-needs.ts';
import { type EscrowedAccount, isEscrowed } from './file-tail.ts';
import { itemSizeBytes } from './item-size.ts';

/** A tail as its item shows it. */
export interface Tail {
  readonly itemBytes: number;
  readonly weight: number;
  /** When its entries were made. */
  readonly times: readonly number[];
}

export function tailOf({ log, escrow, itemBytes = 0, tailEntries = 0 }: EscrowedAccount): Tail {
  const times = log.entries.slice(log.entries.length - tailEntries).map(({ atMs }) => atMs);
  return { itemBytes, weight: escrow.weight, times };
}

/** Tells whether records more would take an item past the unit that it is filed in, where nobody else appends meanwhile. */
export function wouldOutgrow({ escrow, itemBytes = 0 }: EscrowedAccount, addedBytes: number): boolean {
  const firstUnit = Math.ceil((itemBytes - escrow.weight + roomMinBytes) / unitBytes);
  return escrow.weight > 0 && itemBytes + addedBytes > firstUnit * unitBytes;
}

/**
 * How many write units a tail has filled beyond those that its checkpoint needs anyway, with what will be appended while it is
 * filed. Where more comes than fits, it fills one unit more: filing half as often then costs less.
 */
export function filledUnits({ itemBytes, weight, times }: Tail): number {
  const more = Math.min(recordsMeanwhileMax, recordsMeanwhile(times));
  const firstUnit = Math.ceil((itemBytes - weight + roomMinBytes) / unitBytes) + (more >= manyMeanwhile ? 1 : 0);
  return Math.max(0, Math.floor((itemBytes + more * recordBytes) / unitBytes) - firstUnit + 1);
}

function recordsMeanwhile(times: readonly number[]): number {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || times.length < 3) return 1;
  const everyMs = Math.max(1, last - first) / (times.length - 1);
  return Math.ceil(filingMs / everyMs);
}

/** The weight of a plain debit, more or less. */
const recordBytes = 90;
/** The time of a usual filing. */
const filingMs = 12;
const recordsMeanwhileMax = 6;
const manyMeanwhile = 4;
const unitBytes = 1_024;
/** Two records: filing after each second one costs no more than filling a unit more does. */
const roomMinBytes = 200;

/**
 * True for the one whose records left the item only so much room as others need while it is filed; and again at each further
 * write unit, if nobody has filed. It goes by the tail alone, so that each writer sees what the one before it saw.
 */
export function isFull(loaded: LoadedAccount, drafts: readonly AppendDraft[]): loaded is EscrowedAccount {
  if (!isEscrowed(loaded)) return false;
  const after = tailOf(loaded);
  const added = drafts.reduce((sum, draft) => sum + weightOf(draft), 0);
  const entries = drafts.filter(({ lacks }) => lacks === undefined).length;
  const before = {
    itemBytes: after.itemBytes - added - begunBytes(drafts),
    weight: after.weight - added,
    times: after.times.slice(0, Math.max(0, after.times.length - entries)),
  };
  return filledUnits(after) > filledUnits(before);
}

/** The bytes of counters that some drafts begin: members of a map in the item, which no filing takes away. */
function begunBytes(drafts: readonly AppendDraft[]): number {
  const begun = limitsOf(drafts).flatMap(([name, taken]) => {
    const left = leftOfBegun(taken);
    return left === undefined ? [] : [[name, left] as const];
  });
  return itemSizeBytes(Object.fromEntries(begun)) + begun.length;
}
