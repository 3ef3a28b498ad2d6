/**
 * Uses that were turned away, by day and reason. A refusal is no entry: the stream's consumer counts it while it is told, once for each key and
 * time, and nothing makes it again. So these figures are for people, and say at least so many.
 */
import { type Microcredits, microcredits } from '../amount.ts';

/** The refusals that turn a use away. Others are of what somebody set, bought or undid. */
export const turnedAwayReasons = [
  'insufficient-credits',
  'limit-reached',
  'too-many-limit-values',
  'too-many-holds',
  'sku-unknown',
  'usage-too-old',
  'usage-in-future',
  'account-closed',
] as const;
export type TurnedAwayReason = (typeof turnedAwayReasons)[number];

/** The uses that were turned away for one reason, by one limit where it was a limit. */
export interface RefusedUses {
  readonly reason: TurnedAwayReason;
  readonly limitId?: string;
  readonly requests: number;
  /** The credits that were required, of those refusals that say so. */
  readonly credits: Microcredits;
  readonly lastMs: number;
}

/** The same with the days, of the account's zone, on which they were. */
export interface RefusedOnDays extends RefusedUses {
  /** In order. */
  readonly days: readonly { readonly day: string; readonly requests: number }[];
}

/** One refusal, by its mark: told twice it is one. */
export interface RefusedUse extends Omit<RefusedUses, 'requests' | 'lastMs'> {
  readonly mark: string;
  readonly atMs: number;
}

export interface RefusedDay {
  readonly uses: readonly RefusedUses[];
  /** The newest of those that were counted. */
  readonly marks: readonly string[];
}

export const emptyRefusedDay: RefusedDay = { uses: [], marks: [] };

/** Marks that a day remembers: deliveries come again within minutes, and of so many at most. */
const marksMax = 200;
/** Reasons and limits of a day: an account has at most twenty limits. */
const usesMax = 40;

/** The day with these counted too; the very same where all of them were. */
export function withRefused(day: RefusedDay, refused: readonly RefusedUse[]): RefusedDay {
  const fresh = refused.filter(
    ({ mark }, at) => !day.marks.includes(mark) && refused.findIndex((each) => each.mark === mark) === at,
  );
  if (fresh.length === 0) return day;
  const uses = addedUp([
    ...day.uses,
    ...fresh.map(({ atMs, mark: _mark, ...use }) => ({ ...use, requests: 1, lastMs: atMs })),
  ]);
  return { uses: uses.slice(0, usesMax), marks: [...day.marks, ...fresh.map(({ mark }) => mark)].slice(-marksMax) };
}

/** One line for each reason and limit, the most requests first. */
export function addedUp(uses: readonly RefusedUses[]): readonly RefusedUses[] {
  const sums = new Map<string, RefusedUses>();
  for (const use of uses) {
    const key = `${use.reason} ${use.limitId ?? ''}`;
    const before = sums.get(key);
    const credits = microcredits(Math.min(Number.MAX_SAFE_INTEGER, (before?.credits ?? 0) + use.credits));
    const lastMs = Math.max(before?.lastMs ?? 0, use.lastMs);
    sums.set(key, { ...use, requests: (before?.requests ?? 0) + use.requests, credits, lastMs });
  }
  return [...sums.values()].toSorted((a, b) => b.requests - a.requests || b.credits - a.credits);
}

/** The uses of several days: one line for each reason and limit, and how many there were on each day. */
export function addedUpByDay(
  uses: readonly { readonly day: string; readonly use: RefusedUses }[],
): readonly RefusedOnDays[] {
  const isSame = (a: RefusedUses, b: RefusedUses): boolean => a.reason === b.reason && a.limitId === b.limitId;
  return addedUp(uses.map(({ use }) => use)).map((sum) => ({
    ...sum,
    days: uses.filter(({ use }) => isSame(use, sum)).map(({ day, use: { requests } }) => ({ day, requests })),
  }));
}
