/**
 * The signals that operators are alarmed by and other workloads react to (R23). Every signal follows from the ledger alone, so
 * whoever reads the same entries finds the same signals under the same ids, however often and in whatever pieces: a
 * consumer that starts again loses none, and duplicates are dropped by `id`.
 *
 * A threshold is crossed by the entry that takes `available` from at or above it to below it. What is below already
 * crosses nothing; credits that come back arm it again, and so does a new cycle: one that begins below it has crossed it.
 *
 * A cycle's boundary is one step: what accrued, expired and was forgiven, and the grant of the new cycle, are judged by
 * the balance that they leave together. Credits that expire to zero and are renewed in the same instant exhaust nobody.
 */

import type { Microcredits } from '../amount.ts';
import { type PlanCatalogue, planAt } from '../catalogue/plan.ts';
import type { Entry } from '../ledger/entry.ts';
import { present } from '../present.ts';
import type { Signal, SignalNews } from './signal.ts';
import { type StateBefore, signalsOfEntry } from './signals-of-entry.ts';
import type { Step } from './step.ts';
import { type TopUpState, topUpAfter, topUpNews } from './top-up.ts';

/** The state that signals need of the entries before. */
export interface SignalState extends StateBefore {
  /** How often each threshold was crossed in this cycle. */
  readonly crossings: ReadonlyMap<Microcredits, number>;
  readonly topUp?: TopUpState;
  /** R35: nobody pays for the plan now. */
  readonly isSuspended?: true;
}

/**
 * So often a threshold is signalled in one cycle. Past it the balance flaps (a hold taken and returned around the
 * threshold, for ever), and another message would tell nobody anything.
 */
export const crossingsPerCycleMax = 20;

export interface SignalStep {
  readonly signals: readonly Signal[];
  readonly state: SignalState;
}

/** The signals of one step, and the state after it. */
export function signalsOf(state: SignalState, step: Step, plans: PlanCatalogue): SignalStep {
  const signals: Signal[] = [];
  let current = step.opensCycle ? { ...state, crossings: new Map() } : state;
  for (const entry of step.entries) {
    for (const { news, mark } of signalsOfEntry(current, entry)) signals.push(signal(entry, news, mark));
    current = stateAfter(current, entry);
  }
  const { crossings, news } = findCrossings(current, step, plans);
  // It is the plan that is to be paid for, even where none of its credits are left to wait: nothing is topped up by itself.
  const topUp = current.isSuspended ? undefined : current.topUp && topUpNews(current.topUp, step.after.available);
  const all = [...news, ...(topUp?.news ?? [])];
  return {
    signals: [...signals, ...all.map((each) => signal(step.entry, each, 'threshold' in each ? each.threshold : ''))],
    state: { ...current, crossings, ...(topUp === undefined ? {} : { topUp: topUp.state }) },
  };
}

function stateAfter(of: SignalState, entry: Entry): SignalState {
  const { crossings, topUp: before } = of;
  const topUp = topUpAfter(before, entry);
  const isSuspended = suspendedAfter(of, entry);
  return { ...planAfter(of, entry), overrun: entry.after.overrun, crossings, ...present({ topUp, isSuspended }) };
}

/** A repair may have withdrawn what said so: what waits after it is what is known. */
function suspendedAfter({ isSuspended }: SignalState, { type, after }: Entry): true | undefined {
  if (type === 'suspension') return true;
  if (type === 'resumption') return undefined;
  if (type === 'repair') return after.waiting === undefined ? undefined : true;
  return isSuspended;
}

/** The thresholds that a step's balance has crossed: nothing for an account that opens or closes. */
function findCrossings(
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

/** The plan that rules after an entry, and its seats: a plan change that waits rules from its boundary's grant on. */
function planAfter({ planId, seats }: StateBefore, entry: Entry): Pick<StateBefore, 'planId' | 'seats'> {
  const isOf = entry.planId !== undefined && entry.effectiveMs === undefined;
  return isOf ? { planId: entry.planId, ...present({ seats: entry.seats }) } : { planId, ...present({ seats }) };
}

function signal(entry: Entry, news: SignalNews, mark: string | number): Signal {
  const id = [entry.accountId, entry.seq, news.kind, ...(mark === '' ? [] : [mark])].join('/');
  return { ...news, id, accountId: entry.accountId, atMs: entry.atMs, seq: entry.seq };
}
