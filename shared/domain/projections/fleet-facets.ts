/**
 * Facets of the fleet, by which operators pick accounts: each is a stretch of one order of the fleet: so those of a facet are listed and counted without looking at the
 * others. Places are rough, as ranks are, and say what the account's entries said last; an account has them from its first entry on that was
 * followed by this code.
 *
 * - `exhausted`, `low`: the beginning of the order by state.
 * - `suspended`: the plan isn't paid for (R35).
 * - `runs-out`: at its recent pace, all that is available is gone within three days, and before the renewal. That pace halves in a day without
 *   use, so the account's place is the instant at which it would no longer be so.
 * - `overrun`: there is some; the most first.
 * - `unused`: more than half of the most that was available in the cycle before expired with it.
 * - `silent`: nothing used for a week, or since the opening; the longest first, to a day.
 * - `quarantined`: a list of its own.
 */
import type { Microcredits } from '../amount.ts';
import { dayMs, hourMs } from '../time.ts';
import { type FleetLevel, type FleetMember, fleetLevelRanks, fleetRanksMax } from './fleet.ts';
import { type FacetRanks, type FleetFacet, type FleetPlace, noFacets } from './fleet-places.ts';
import type { Step } from './step.ts';

export const runsOutWithinDays = 3;
export const silentDays = 7;

const fromMs = Date.parse('2020-01-01T00:00:00.000Z');
/** Ranks of an hour. */
const hourOf = (atMs: number): number => Math.max(0, Math.floor((atMs - fromMs) / hourMs));
const runsOutStepHours = 6;
const silentStepHours = 24;

/** The grounds of the places, as of an entry. */
interface Standing {
  readonly atMs: number;
  readonly member: FleetMember;
  readonly overrun: Microcredits;
  readonly isSuspended: boolean;
  readonly cycleEndMs: number;
}

/** The places of an account of which nothing was followed before, save what expired. */
export function facetsOf(standing: Standing): FacetRanks {
  const { atMs, member, overrun, isSuspended } = standing;
  if (member.level === 'closed') return noFacets;
  return {
    suspended: isSuspended ? hourOf(atMs) : null,
    'runs-out': runsOutRank(standing),
    overrun: overrun > 0 ? overrunRank(overrun) : null,
    unused: null,
    silent: hourOf(member.burn > 0 ? member.burnAtMs : atMs),
  };
}

/** The places after a step that followed `before`. */
export function facetsAfter(
  facets: FacetRanks | undefined,
  step: Step,
  { before, ...now }: Omit<Standing, 'atMs' | 'overrun'> & { readonly before: FleetMember },
): FacetRanks {
  const next = facetsOf({ ...now, atMs: step.entry.atMs, overrun: step.after.overrun });
  if (facets === undefined || next.silent === null) return next;
  const isUsed = now.member.burnAtMs !== before.burnAtMs;
  return {
    suspended: next.suspended && (facets.suspended ?? next.suspended),
    'runs-out': steady(facets['runs-out'], next['runs-out'], runsOutStepHours),
    overrun: next.overrun,
    unused: step.opensCycle ? unusedRank(step, before) : facets.unused,
    silent: isUsed ? steady(facets.silent, next.silent, silentStepHours) : (facets.silent ?? next.silent),
  };
}

function steady(before: number | null, now: number | null, step: number): number | null {
  return before !== null && now !== null && Math.abs(before - now) < step ? before : now;
}

function runsOutRank({ atMs, member: { available, burn, burnAtMs }, cycleEndMs }: Standing): number | null {
  if (available <= 0 || burn <= 0) return null;
  const fastest = available / runsOutWithinDays;
  const endsMs = burnAtMs + Math.log2(burn / fastest) * dayMs;
  const paceNow = burn * 2 ** (-Math.max(0, atMs - burnAtMs) / dayMs);
  const isBeforeRenewal = atMs + (available / paceNow) * dayMs < cycleEndMs;
  return endsMs > atMs && isBeforeRenewal ? hourOf(Math.min(endsMs, cycleEndMs)) : null;
}

function overrunRank(overrun: number): number {
  return fleetRanksMax - 1 - Math.round(Math.log2(overrun + 1) * 4);
}

/** By the share that expired, the largest first; null up to a half of it. */
function unusedRank({ entries }: Step, { peak }: FleetMember): number | null {
  const expired = entries.reduce((sum, { type, credits }) => (type === 'expiry' ? sum + credits : sum), 0);
  return peak > 0 && expired * 2 > peak ? Math.round((1 - Math.min(1, expired / peak)) * 100) : null;
}

/** The stretch of an order that is a facet now: ranks, both included. */
export interface FacetRange {
  readonly place: FleetPlace;
  readonly from?: number;
  readonly until?: number;
}

export function facetRange(facet: Exclude<FleetFacet, 'quarantined'>, nowMs: number): FacetRange {
  switch (facet) {
    case 'exhausted':
    case 'low':
      return { place: 'state', ...fleetLevelRanks(facet satisfies FleetLevel) };
    case 'runs-out':
      return { place: facet, from: hourOf(nowMs) };
    case 'silent':
      // A place may be older than the last use by a step of it.
      return { place: facet, until: hourOf(nowMs - silentDays * dayMs) - silentStepHours };
    case 'suspended':
    case 'overrun':
    case 'unused':
      return { place: facet };
    default:
      return facet satisfies never;
  }
}
