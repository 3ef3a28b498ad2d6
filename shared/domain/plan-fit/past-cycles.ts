/**
 * The past that plan fit looks at: the last whole cycles of an account, as its ledger has them. A cycle is whole if the
 * account was open from its start and it has ended; only cycles of the present length count.
 */
import type { Account } from '../account/account.ts';
import { type Slice, sourceOf } from '../account/grant.ts';
import { type Hold, holdLifeMaxMs } from '../account/hold.ts';
import type { Cycle, CycleSchedule } from '../cycle.ts';
import type { Entry, EntryType } from '../ledger/entry.ts';

/** Fewer whole cycles than this say too little, more than that are too long ago. */
export const cyclesMin = 3;
export const cyclesMax = 6;

export interface PastCycles {
  readonly accountId: string;
  readonly schedule: CycleSchedule;
  /** Those of the account today. */
  readonly seats: number;
  /** In order, without gaps. */
  readonly cycles: readonly Cycle[];
  /** All that happened in them. The first opens the first of them. */
  readonly entries: readonly Entry[];
  /** The holds that were open when they began. */
  readonly openHolds: readonly Hold[];
}

/** The first entry of the earliest cycle that plan fit may look at. */
export function earliestCycle({ cycle, schedule }: Account): number {
  return Math.max(schedule.baseIndex, cycle.index - cyclesMax);
}

/**
 * As many of the last cycles as a run of entries shows whole, six at most. `ledger` ends with the last entry before the
 * present cycle; where it begins in the middle, so do the cycles. The first of them has nothing from before: where
 * credits were given past their cycle, they begin later. Undefined where there are none.
 */
export function pastCycles(account: Account, ledger: readonly Entry[]): PastCycles | undefined {
  const { accountId, schedule, seats = 1, cycle: present } = account;
  const earliest = earliestCycle(account);
  const openings = ledger.filter((entry) => opensWholeCycle(entry) && entry.cycle >= earliest);
  const first = openings.find((entry) => showsHoldsAt(ledger, entry) && !isLivedInto(ledger, entry));
  if (first === undefined) return undefined;
  const entries = ledger.filter(({ seq, cycle }) => seq >= first.seq && cycle < present.index);
  const cycles = entries.filter(opensWholeCycle).map(openedCycle);
  const openHolds = holdsAfter(ledger.filter(({ seq }) => seq < first.seq));
  return { accountId, schedule, seats, cycles, entries, openHolds };
}

/** An account that was opened in the middle of a cycle wasn't there for all of it. */
function opensWholeCycle({ atMs, cycleStartMs }: Entry): boolean {
  return atMs === cycleStartMs;
}

function openedCycle({ cycle: index, atMs: startMs, expiresAtMs: endMs = startMs }: Entry): Cycle {
  return { index, startMs, endMs };
}

/** Holds live a day at most, so a day of entries before an instant shows all that were open at it. */
function showsHoldsAt([oldest]: readonly Entry[], { atMs, after }: Entry): boolean {
  return after.held === 0 || oldest?.seq === 1 || (oldest !== undefined && oldest.atMs <= atMs - holdLifeMaxMs);
}

/** Tells whether credits given before a cycle were alive in it: something was left of them, or they paid or got back then. */
function isLivedInto(ledger: readonly Entry[], opening: Entry): boolean {
  const isFromBefore = ({ grantId, forfeited }: Slice): boolean =>
    forfeited !== true && sourceOf(grantId) === 'adjustment' && Number(grantId.split('-')[1]) < opening.seq;
  const isMoved = ({ seq, type, slices, returned = [] }: Entry): boolean => {
    // What a hold pins may be paid when its grant has long ended.
    const moved = settling.has(type) ? returned : [...slices, ...returned];
    return seq > opening.seq && moved.some(isFromBefore);
  };
  return opening.before > 0 || ledger.some(isMoved);
}

const settling: ReadonlySet<EntryType> = new Set(['capture', 'release', 'hold-expiry']);

function holdsAfter(entries: readonly Entry[]): readonly Hold[] {
  const holds = new Map<string, Hold>();
  for (const { hold } of entries) if (hold !== undefined) holds.set(hold.holdId, hold);
  return [...holds.values()].filter(({ state }) => state === 'open');
}
