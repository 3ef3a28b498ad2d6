/**
 * The projection of an account's ledger after its commits: signals, roll-ups and its ranks in the fleet. A projection stands at one entry and goes on
 * with the next, `seq = last + 1`; whatever was delivered before has no effect.
 */
import { noCredits } from '../amount.ts';
import type { PlanCatalogue } from '../catalogue/plan.ts';
import type { Cycle } from '../cycle.ts';
import type { Entry } from '../ledger/entry.ts';
import { type FleetMember, memberAfter, newMember } from './fleet.ts';
import { facetsAfter, facetsOf } from './fleet-facets.ts';
import type { FacetRanks } from './fleet-places.ts';
import { type RollUps, rollUp, withDimensions } from './roll-up.ts';
import type { Signal } from './signal.ts';
import { type SignalState, signalsOf } from './signals.ts';
import { type Step, stepsOf } from './step.ts';

export interface Projection {
  readonly accountId: string;
  /** The last entry in it. */
  readonly seq: number;
  readonly atMs: number;
  readonly signals: SignalState;
  readonly cycle: Cycle;
  /** The dimensions that are rolled up. */
  readonly dimensions: readonly string[];
  /** Use that isn't added to its day yet. */
  readonly recent: RollUps;
  readonly member: FleetMember;
  /** Its places in the facets of the fleet; undefined until its first entry, or where the last was before there were any. */
  readonly facets?: FacetRanks;
  /** The last repair whose withdrawn entries aren't in it any more. */
  readonly repairedBy?: number;
}

export function openProjection(accountId: string): Projection {
  return {
    accountId,
    seq: 0,
    atMs: 0,
    signals: { planId: '', overrun: noCredits, crossings: new Map() },
    cycle: { index: 0, startMs: 0, endMs: 0 },
    dimensions: [],
    recent: new Map(),
    member: newMember,
  };
}

export interface ProjectionStep {
  readonly projection: Projection;
  readonly signals: readonly Signal[];
}

/** Goes on with entries that follow the projection's without a gap and end where a commit does. Changes `recent` in place. */
export function project(projection: Projection, entries: readonly Entry[], plans: PlanCatalogue): ProjectionStep {
  const signals: Signal[] = [];
  let current = projection;
  for (const told of stepsOf(entries)) {
    // A repair undoes what was told last: its balance is held against that.
    const step = told.entry.type === 'repair' ? { ...told, before: current.member.available } : told;
    const next = signalsOf(current.signals, step, plans);
    signals.push(...next.signals);
    const member = memberAfter(current.member, step, { planId: next.state.planId, plans });
    const added = addToRollUps(current, step);
    const isSuspended = next.state.isSuspended === true;
    const standing = { member, before: current.member, isSuspended, cycleEndMs: added.cycle.endMs };
    current = { ...added, signals: next.state, member, facets: facetsAfter(current.facets, step, standing) };
  }
  return { projection: current, signals };
}

/** The projection with places, where its last entry was before there were any. */
export function withFacets(projection: Projection): Projection {
  const { atMs, member, signals, cycle } = projection;
  const { overrun, isSuspended = false } = signals;
  return { ...projection, facets: facetsOf({ atMs, member, overrun, isSuspended, cycleEndMs: cycle.endMs }) };
}

function addToRollUps(projection: Projection, { entries }: Step): Projection {
  let { seq, atMs, cycle, dimensions } = projection;
  for (const entry of entries) {
    if (entry.seq !== seq + 1) throw new RangeError(`entry ${entry.seq} does not follow ${seq}`);
    ({ seq, atMs } = entry);
    const { cycleStartMs: startMs, expiresAtMs: endMs } = entry;
    if (startMs !== undefined && endMs !== undefined) cycle = { index: entry.cycle, startMs, endMs };
    dimensions = withDimensions(dimensions, entry);
    rollUp(projection.recent, entry, cycle, dimensions);
  }
  return { ...projection, seq, atMs, cycle, dimensions };
}

/** The plans that judge these entries, beside the projection's own. */
export function plansIn({ signals }: Projection, entries: readonly Entry[]): readonly string[] {
  const named = entries.flatMap(({ planId }) => planId ?? []);
  return [...new Set([signals.planId, ...named])].filter((planId) => planId !== '');
}
