/** The open book of a replay: the account as it has come to be, and how it is moved on. */
import { type Account, balanceOf } from '../account/account.ts';
import { type DueHolds, type Hold, noDueHolds } from '../account/hold.ts';
import { type Microcredits, microcredits } from '../amount.ts';
import type { Pack, Plan, PlanCatalogue } from '../catalogue/plan.ts';
import type { Cycle } from '../cycle.ts';
import { type DecisionContext, findingsIn } from '../decisions/needs.ts';
import { cheapestOffer } from '../decisions/pack-offer.ts';
import { purchase } from '../decisions/purchase-pack.ts';
import type { Entry } from '../ledger/entry.ts';
import { type Mark, marksOf } from '../ledger/mark.ts';
import { advance } from '../transitions/advance.ts';
import type { Transition } from '../transitions/transition.ts';
import type { PastCycles } from './past-cycles.ts';
import { startOfReplay } from './start-of-replay.ts';

export type Course =
  /** `plan` is the one that ruled when the past began. */
  | { readonly kind: 'as-it-was'; readonly plan: Plan; readonly plans: PlanCatalogue }
  /** `plan` as it is now, as if it had always been so, with the seats of today; `packs` are those of it that may be bought. */
  | { readonly kind: 'on-plan'; readonly plan: Plan; readonly packs: readonly Pack[] };

/** Usage that found too few credits, and no pack to buy. */
export interface UnservedUse {
  readonly atMs: number;
  readonly credits: Microcredits;
}

export interface Run {
  readonly course: Course;
  readonly plans: PlanCatalogue;
  /** The real ones. */
  readonly cycles: readonly Cycle[];
  account: Account;
  readonly entries: Entry[];
  readonly openHolds: Map<string, Hold>;
  /** Every hold there has been. */
  readonly holdIds: Set<string>;
  /** The fates of the real ledger's entries, by their numbers. */
  readonly done: Map<number, Entry>;
  readonly marks: Map<string, Mark>;
  /** By the numbers of the real ledger's entries. */
  readonly unserved: Map<number, UnservedUse>;
  purchases: number;
}

export const replayCaller = 'plan-fit';

/** Packs that may be bought for one thing. */
const purchasesMax = 100;

export function beginRun(past: PastCycles, course: Course): Run {
  const seats = course.kind === 'as-it-was' ? past.entries[0]?.seats : past.seats;
  const { account, entries } = startOfReplay(past, course.plan, seats ?? 1);
  const { plan } = course;
  const always: PlanCatalogue = new Map([[plan.planId, [{ ...plan, effectiveFromMs: 0 }]]]);
  return {
    course,
    plans: course.kind === 'as-it-was' ? course.plans : always,
    cycles: past.cycles,
    account,
    entries: [...entries],
    openHolds: new Map(past.openHolds.map((hold) => [hold.holdId, hold])),
    holdIds: new Set(past.openHolds.map(({ holdId }) => holdId)),
    done: new Map(),
    marks: new Map(),
    unserved: new Map(),
    purchases: 0,
  };
}

/** The account at an instant, with what has become due. */
export function bringTo(run: Run, nowMs: number): void {
  const { holdsDueMs = Number.POSITIVE_INFINITY } = run.account;
  const dueHolds = holdsDueMs <= nowMs ? allOpen(run) : noDueHolds;
  keep(run, advance(run.account, { nowMs, plans: run.plans, rateCards: [], dueHolds }));
}

/** In the order of their ids, in which storage finds those that expire in one instant. */
function allOpen({ openHolds }: Run): DueHolds {
  const holds = [...openHolds.values()].sort((a, b) => (a.holdId < b.holdId ? -1 : 1));
  return { holds, nextMs: Number.POSITIVE_INFINITY };
}

export function keep(run: Run, { account, entries }: Transition): void {
  run.account = account;
  for (const entry of entries) {
    run.entries.push(entry);
    for (const [mark, found] of marksOf(entry)) run.marks.set(mark, found);
    const { hold } = entry;
    if (hold === undefined) continue;
    run.holdIds.add(hold.holdId);
    if (hold.state === 'open') run.openHolds.set(hold.holdId, hold);
    else run.openHolds.delete(hold.holdId);
  }
}

export function contextOf({ plans, account, done, openHolds, marks }: Run, atMs: number): DecisionContext {
  return {
    nowMs: Math.max(atMs, account.lastAtMs),
    plans,
    rateCards: [],
    ...findingsIn({
      mark: (mark) => marks.get(mark),
      entry: (seq) => done.get(seq),
      hold: (holdId) => openHolds.get(holdId),
    }),
  };
}

/** Buys what `required` credits lack, on a plan whose packs may be bought. */
export function buyFor(run: Run, required: number, atMs: number): void {
  const { available, debt } = balanceOf(run.account);
  if (run.course.kind !== 'on-plan' || required <= available) return;
  const offer = cheapestOffer(run.course.packs, microcredits(required - available + debt));
  if (offer === undefined || offer.count > purchasesMax) return;
  for (let bought = 0; bought < offer.count; bought += 1) {
    run.purchases += 1;
    const paymentId = `${replayCaller}-${run.purchases}`;
    const request = { caller: replayCaller, idempotencyKey: paymentId, fingerprint: '' };
    const decision = purchase.decide(
      run.account,
      { ...request, packId: offer.pack.packId, paymentId },
      contextOf(run, atMs),
    );
    if (decision.kind !== 'change') return;
    keep(run, { account: decision.account, entries: [decision.entry] });
  }
}

export function leaveUnserved({ unserved }: Run, { seq, atMs, credits }: Entry): void {
  unserved.set(seq, { atMs, credits });
}
