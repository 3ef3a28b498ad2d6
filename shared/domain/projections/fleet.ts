/**
 * The fleet: all accounts, as their operators look at them. Each has a rank in three orders, so that those that need
 * somebody come first without looking at the others:
 *
 * - `state`: exhausted, then low, then the rest, closed ones last; in each by the tenth that is left of the most that was
 *   available in this cycle, then by burn.
 * - `available`: the least first.
 * - `burn`: the most credits a day first, recent ones counting more.
 *
 * A rank is rough and is kept until it is off by a step, so an account moves a bounded number of times a cycle however
 * often it is charged. Figures beside a rank are read from the account itself.
 *
 * Burn halves in a day without use. What it comes to depends on the instant, but which of two accounts burns more doesn't
 * as long as neither is charged: so its rank is the logarithm of burn plus the time, and rests while the account does.
 */

import { type Microcredits, noCredits } from '../amount.ts';
import type { PlanCatalogue } from '../catalogue/plan.ts';
import { planAt } from '../catalogue/plan.ts';
import { dayMs } from '../time.ts';
import { creditsUsed } from './roll-up.ts';
import type { Step } from './step.ts';

export const fleetOrders = ['state', 'available', 'burn'] as const;
export type FleetOrder = (typeof fleetOrders)[number];

/** Worst first. */
export const fleetLevels = ['exhausted', 'low', 'fine', 'closed'] as const;
export type FleetLevel = (typeof fleetLevels)[number];

/** In each order, from 0; null in none. */
export type FleetRanks = Readonly<Record<FleetOrder, number | null>>;

export interface FleetMember {
  /** The most that was available in this cycle. */
  readonly peak: Microcredits;
  readonly available: Microcredits;
  readonly level: FleetLevel;
  /** Microcredits a day, as of `burnAtMs`. */
  readonly burn: number;
  readonly burnAtMs: number;
  readonly ranks: FleetRanks;
}

/** Places are below it. */
export const fleetRanksMax = 2 ** 26;

const burnFromMs = Date.parse('2020-01-01T00:00:00.000Z');
/** A rate is no balance: it may be the sum of many, and is cut off where doubles stop being whole. */
const burnMax = Number.MAX_SAFE_INTEGER;
/** Ranks in a doubling. */
const ticks = 16;
const availableStep = ticks / 4;
const burnStep = ticks / 2;
const tenths = 10;
/** Room for the burn within the order by state. */
const burnInStateMax = 2 ** 20;

export const newMember: FleetMember = {
  peak: noCredits,
  available: noCredits,
  level: 'fine',
  burn: 0,
  burnAtMs: burnFromMs,
  ranks: { state: null, available: null, burn: null },
};

/** The member after a step of its ledger. `planId` is the plan that rules then. */
export function memberAfter(
  member: FleetMember,
  { entries, entry, after: { available }, opensCycle }: Step,
  { planId, plans }: { readonly planId: string; readonly plans: PlanCatalogue },
): FleetMember {
  const thresholds = planAt(plans, planId, entry.atMs)?.lowBalanceThresholds ?? [];
  const isClosed =
    entry.type === 'closure' || (member.level === 'closed' && entry.type !== 'repair' && entry.type !== 'reopening');
  const next = {
    peak: opensCycle || available > member.peak ? available : member.peak,
    available,
    level: isClosed ? 'closed' : levelOf(available, thresholds),
    ...burnAfter(member, entries),
  } as const;
  return { ...next, ranks: ranksAfter(member.ranks, next) };
}

export function levelOf(available: Microcredits, thresholds: readonly Microcredits[]): FleetLevel {
  if (available <= 0) return 'exhausted';
  return thresholds.some((threshold) => available < threshold) ? 'low' : 'fine';
}

/** Microcredits a day at an instant. */
export function burnAt({ burn, burnAtMs }: Pick<FleetMember, 'burn' | 'burnAtMs'>, atMs: number): number {
  return Math.round(burn * 2 ** (-Math.max(0, atMs - burnAtMs) / dayMs));
}

/** At a steady use it comes to what is used in a day. */
function burnAfter(member: FleetMember, entries: Step['entries']): Pick<FleetMember, 'burn' | 'burnAtMs'> {
  let { burn, burnAtMs } = member;
  for (const entry of entries) {
    const used = Number(creditsUsed(entry));
    if (used === 0) continue;
    const sum = Math.round(burnAt({ burn, burnAtMs }, entry.atMs) + used * Math.LN2);
    burn = Math.min(burnMax, Math.max(0, sum));
    burnAtMs = entry.atMs;
  }
  return { burn, burnAtMs };
}

type Unranked = Omit<FleetMember, 'ranks'>;

function ranksAfter(before: FleetRanks, member: Unranked): FleetRanks {
  const isClosed = member.level === 'closed';
  return {
    state: steady(before.state, stateRank(member), (from, to) => isStateOff(from, to, member)),
    available: isClosed ? null : steady(before.available, availableRank(member), isOffBy(availableStep)),
    burn: isClosed ? null : steady(before.burn, burnRank(member), isOffBy(burnStep)),
  };
}

function steady(before: number | null, now: number, isOff: (from: number, to: number) => boolean): number {
  return before === null || isOff(before, now) ? now : before;
}

/** Nothing and something are never the same rank. */
function isOffBy(step: number): (from: number, to: number) => boolean {
  return (from, to) => Math.abs(from - to) >= step || isEdge(from) !== isEdge(to);
}

function isEdge(rank: number): boolean {
  return rank === 0 || rank === fleetRanksMax - 1;
}

function availableRank({ available }: Unranked): number {
  return available <= 0 ? 0 : 1 + Math.round(Math.log2(available) * ticks);
}

function burnRank(member: Unranked): number {
  return fleetRanksMax - 1 - burnTicks(member);
}

function burnTicks({ burn, burnAtMs }: Unranked): number {
  if (burn <= 0) return 0;
  const days = (burnAtMs - burnFromMs) / dayMs;
  return Math.min(burnInStateMax - 1, Math.max(1, Math.round((Math.log2(burn) + days) * ticks)));
}

function stateRank(member: Unranked): number {
  const inLevel = Math.min(tenths, Math.floor(tenthsLeft(member))) * burnInStateMax + burnInStateMax - 1;
  return fleetLevels.indexOf(member.level) * tenths16 + inLevel - burnTicks(member);
}

/** Sixteen tenths of a level, of which eleven are used: four levels fill the room of a rank. */
const tenths16 = 16 * burnInStateMax;

/** The ranks of a level in the order by state, both included. */
export function fleetLevelRanks(level: FleetLevel): { readonly from: number; readonly until: number } {
  const from = fleetLevels.indexOf(level) * tenths16;
  return { from, until: from + tenths16 - 1 };
}

/** Off once the level is another, or what is left lies half a tenth outside of the tenth that the rank says: no rank flaps. */
function isStateOff(from: number, to: number, member: Unranked): boolean {
  if (Math.floor(from / tenths16) !== Math.floor(to / tenths16)) return true;
  const tenth = Math.floor((from % tenths16) / burnInStateMax);
  return Math.abs(tenthsLeft(member) - (tenth + 0.5)) > 1;
}

function tenthsLeft({ available, peak }: Unranked): number {
  return peak <= 0 ? 0 : (available / peak) * tenths;
}
