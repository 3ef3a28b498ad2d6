/**
 * What operators are alarmed by and other workloads react to (rule 23). Every signal follows from the ledger alone, so
 * whoever reads the same entries finds the same signals under the same ids, however often and in whatever pieces: a
 * consumer that starts again loses none, and duplicates are dropped by `id`.
 *
 * A threshold is crossed by the entry that takes `available` from at or above it to below it. What is below already
 * crosses nothing; credits that come back arm it again, and so does a new cycle: one that begins below it has crossed it.
 *
 * A cycle's boundary is one step: what accrued, expired and was forgiven, and the grant of the new cycle, are judged by
 * the balance that they leave together. Credits that expire to zero and are renewed in the same instant exhaust nobody.
 */
import type { Balance } from '../account/account.ts';
import { type TopUpState, topUpAfter, topUpNews } from '../account/auto-top-up.ts';
import type { GrantSource } from '../account/grant.ts';
import type { Microcredits } from '../amount.ts';
import { type PlanCatalogue, planAt } from '../catalogue/plan.ts';
import type { Entry } from '../ledger/entry.ts';
import { cycleCaller } from '../transitions/transition.ts';
import { signalsOfEntry } from './signals-of-entry.ts';

export const signalKinds = [
  'debit-refused',
  'balance-low',
  'exhausted',
  'restored',
  'cycle-reset',
  'credits-expired',
  'credits-expiring-soon',
  'hold-expired',
  'plan-changed',
  'top-up-wanted',
  'top-up-capped',
  'overrun',
  'ledger-breach',
] as const;
export type SignalKind = (typeof signalKinds)[number];

/** What a signal says besides its kind, whose account it is and when. */
export type SignalNews =
  | {
      readonly kind: 'debit-refused';
      readonly idempotencyKey: string;
      readonly available: Microcredits;
      readonly required: Microcredits;
      readonly renewsAtMs: number;
    }
  | { readonly kind: 'balance-low'; readonly threshold: Microcredits; readonly available: Microcredits }
  | { readonly kind: 'exhausted' }
  | { readonly kind: 'restored'; readonly available: Microcredits }
  | {
      readonly kind: 'cycle-reset';
      readonly cycle: number;
      readonly startMs: number;
      readonly endMs: number;
      readonly planId: string;
      readonly granted: Microcredits;
      readonly available: Microcredits;
    }
  | {
      readonly kind: 'credits-expired' | 'credits-expiring-soon';
      readonly grantId: string;
      readonly source: GrantSource;
      readonly credits: Microcredits;
      readonly expiresAtMs: number;
    }
  | { readonly kind: 'hold-expired'; readonly holdId: string; readonly credits: Microcredits }
  | { readonly kind: 'plan-changed'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'top-up-wanted';
      readonly packId: string;
      readonly available: Microcredits;
      readonly count: number;
    }
  | { readonly kind: 'top-up-capped'; readonly packId: string; readonly maxPerCycle: number }
  | { readonly kind: 'overrun'; readonly credits: Microcredits; readonly overrun: Microcredits }
  | { readonly kind: 'ledger-breach'; readonly findings: readonly string[] };

export type Signal = SignalNews & {
  /** The same for every publication of the same happening. */
  readonly id: string;
  readonly accountId: string;
  readonly atMs: number;
  /** The entry that it follows from. */
  readonly seq?: number;
};

/** What signals need to know of the entries before. */
export interface SignalState {
  readonly planId: string;
  readonly overrun: Microcredits;
  /** How often each threshold was crossed in this cycle. */
  readonly crossings: ReadonlyMap<Microcredits, number>;
  readonly topUp?: TopUpState;
}

/**
 * So often a threshold is signalled in one cycle. Past it the balance flaps (a hold taken and returned around the
 * threshold, for ever), and another message would tell nobody anything.
 */
export const crossingsPerCycleMax = 20;

/** One entry, or all of a cycle's boundary: what is judged by the balance it leaves. */
export interface Step {
  readonly entries: readonly Entry[];
  /** The last of them. */
  readonly entry: Entry;
  readonly before: Microcredits;
  readonly after: Balance;
  readonly opensCycle: boolean;
}

/** Entries in steps. Complete as long as the entries end where a commit does: a boundary is always one commit's. */
export function stepsOf(entries: readonly Entry[]): readonly Step[] {
  const steps: Step[] = [];
  let start = 0;
  for (const [index, entry] of entries.entries()) {
    const isInBoundary = entry.caller === cycleCaller && entry.cycleStartMs === undefined;
    if (isInBoundary && boundaryAfter(entries, index)) continue;
    const group = entries.slice(start, index + 1);
    const { before } = group[0] ?? entry;
    const opensCycle = entry.cycleStartMs !== undefined && entry.seq > 1;
    steps.push({ entries: group, entry, before, after: entry.after, opensCycle });
    start = index + 1;
  }
  return steps;
}

/** True if an automatic entry belongs to a renewal that follows: all of it is of one instant, but the accrual is dated a millisecond before. */
function boundaryAfter(entries: readonly Entry[], index: number): boolean {
  const atMs = entries[index]?.atMs ?? Number.NaN;
  for (let at = index + 1; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined || entry.caller !== cycleCaller || entry.atMs > atMs + 1) return false;
    if (entry.cycleStartMs !== undefined) return true;
  }
  return false;
}

export interface Signalled {
  readonly signals: readonly Signal[];
  readonly state: SignalState;
}

/** The signals of one step, and the state after it. */
export function signalsOf(state: SignalState, step: Step, plans: PlanCatalogue): Signalled {
  const signals: Signal[] = [];
  let current = step.opensCycle ? { ...state, crossings: new Map() } : state;
  for (const entry of step.entries) {
    for (const { news, mark } of signalsOfEntry(current, entry)) signals.push(signal(entry, news, mark));
    current = stateAfter(current, entry);
  }
  const { crossings, news } = crossed(current, step, plans);
  const topUp = current.topUp && topUpNews(current.topUp, step.after.available);
  const all = [...news, ...(topUp?.news ?? [])];
  return {
    signals: [...signals, ...all.map((each) => signal(step.entry, each, 'threshold' in each ? each.threshold : ''))],
    state: { ...current, crossings, ...(topUp === undefined ? {} : { topUp: topUp.state }) },
  };
}

function stateAfter({ planId, crossings, topUp: before }: SignalState, entry: Entry): SignalState {
  const topUp = topUpAfter(before, entry);
  const state = { planId: planAfter(planId, entry), overrun: entry.after.overrun, crossings };
  return topUp === undefined ? state : { ...state, topUp };
}

/** What the balance that a step leaves has crossed: nothing for an account that opens or closes. */
function crossed(
  { planId, crossings }: SignalState,
  { entry, before, after, opensCycle }: Step,
  plans: PlanCatalogue,
): { readonly crossings: ReadonlyMap<Microcredits, number>; readonly news: readonly SignalNews[] } {
  if (entry.seq === 1 || entry.type === 'closure') return { crossings, news: [] };
  const { available } = after;
  const news: SignalNews[] = [];
  const counts = new Map(crossings);
  for (const threshold of planAt(plans, planId, entry.atMs)?.lowBalanceThresholds ?? []) {
    const wasAbove = opensCycle || before >= threshold;
    if (!wasAbove || available >= threshold) continue;
    const count = (counts.get(threshold) ?? 0) + 1;
    counts.set(threshold, count);
    if (count <= crossingsPerCycleMax) news.push({ kind: 'balance-low', threshold, available });
  }
  if (before > 0 && available === 0) news.push({ kind: 'exhausted' });
  if (before === 0 && available > 0) news.push({ kind: 'restored', available });
  return { crossings: counts, news };
}

/** The plan that rules after an entry: a plan change that waits rules from its boundary's grant on. */
function planAfter(planId: string, entry: Entry): string {
  return entry.planId === undefined || entry.effectiveMs !== undefined ? planId : entry.planId;
}

function signal(entry: Entry, news: SignalNews, mark: string | number): Signal {
  const id = [entry.accountId, entry.seq, news.kind, ...(mark === '' ? [] : [mark])].join('/');
  return { ...news, id, accountId: entry.accountId, atMs: entry.atMs, seq: entry.seq };
}
