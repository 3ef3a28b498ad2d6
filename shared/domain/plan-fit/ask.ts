/** Asks of the replayed account what was asked of the real one. */

import type { Hold } from '../account/hold.ts';
import { type Microcredits, microcredits, minus, noCredits, plus } from '../amount.ts';
import type { Cycle } from '../cycle.ts';
import { adjustment } from '../decisions/adjust-credits.ts';
import { authorization } from '../decisions/authorize-hold.ts';
import { capture } from '../decisions/capture-hold.ts';
import { planChange } from '../decisions/change-plan.ts';
import { chargeback } from '../decisions/charge-back-purchase.ts';
import { closure } from '../decisions/close-account.ts';
import { type Cost, debit } from '../decisions/debit-credits.ts';
import type { Decision, Request } from '../decisions/decision.ts';
import type { DecisionContext } from '../decisions/needs.ts';
import { purchase } from '../decisions/purchase-pack.ts';
import { refund } from '../decisions/refund-purchase.ts';
import { reinstatement } from '../decisions/reinstate-purchase.ts';
import { release } from '../decisions/release-hold.ts';
import { reopening } from '../decisions/reopen-account.ts';
import { report } from '../decisions/report-usage.ts';
import { settleUsage } from '../decisions/settle-usage.ts';
import { grantVoid } from '../decisions/void-grant.ts';
import { type ByType, byType, type DraftOf, type Entry, type EntryOf, type EntryType } from '../ledger/entry.ts';
import { chargebackMark, paymentMark } from '../ledger/mark.ts';
import { record } from '../ledger/record.ts';
import { present } from '../present.ts';
import { reverseAgain } from './reverse-again.ts';
import { buyFor, contextOf, keep, leaveUnserved, type Run, replayCaller } from './run.ts';

export function ask(run: Run, entry: Entry): void {
  if (entry.type === 'reversal' && leaveLessUnserved(run, entry)) return;
  buyFor(run, creditsNeeded(run, entry), entry.atMs);
  const { idempotencyKey = `${replayCaller}-${entry.seq}` } = entry;
  const request = { caller: entry.caller, idempotencyKey, fingerprint: '' };
  const decision = byType(decideAgain, entry, { run, request, context: contextOf(run, entry.atMs) });
  switch (decision?.kind) {
    case 'change':
      keep(run, { account: decision.account, entries: [...(decision.before ?? []), decision.entry] });
      run.done.set(entry.seq, decision.entry);
      leaveShortUnserved(run, entry, decision.entry);
      if (entry.type === 'extension') tellUse(run, entry.hold);
      return;
    case 'reported':
      run.openHolds.set(decision.hold.holdId, decision.hold);
      return;
    case 'refused':
      if (entry.type === 'debit' || entry.type === 'capture') leaveUnserved(run, entry);
      return;
    default:
      return;
  }
}

/** The credits that must be available for it. */
function creditsNeeded(run: Run, entry: Entry): number {
  const { type, credits, hold } = entry;
  const own = hold && run.openHolds.get(hold.holdId);
  if (type === 'debit' || type === 'hold') return credits;
  if (own === undefined || hold === undefined) return 0;
  if (type === 'capture') return usageOf(entry) - own.credits;
  return type === 'extension' ? fundedUse(hold) - own.credits - own.overrun : 0;
}

/** An extension may have told of more than it was let use: it ran, and counts when the hold is settled. */
function tellUse({ openHolds }: Run, { holdId, used }: Hold): void {
  const own = openHolds.get(holdId);
  if (own !== undefined) openHolds.set(holdId, { ...own, used });
}

/** Work that ran, and that this plan would have paid less of than was paid. */
function leaveShortUnserved(run: Run, entry: Entry, again: Entry): void {
  const short = minus(uncoveredUse(again), uncoveredUse(entry));
  if (short > 0) leaveUnserved(run, { ...entry, credits: short });
}

/** Use that ran and was not charged. */
function uncoveredUse({ overrun, uncovered = noCredits }: Entry): Microcredits {
  return overrun === undefined ? noCredits : uncovered;
}

/** Takes what is reversed off what was left unserved: a part of it, or all. True if nothing of it is left to be given back. */
function leaveLessUnserved({ unserved }: Run, { reverses, credits }: EntryOf<'reversal'>): boolean {
  const left = unserved.get(reverses);
  if (left === undefined) return false;
  if (left.credits <= credits) unserved.delete(reverses);
  else unserved.set(reverses, { ...left, credits: minus(left.credits, credits) });
  return true;
}

/** The usage of a hold's work: what is charged, and what was left uncovered then. */
function usageOf({ credits, overrun, uncovered = noCredits }: EntryOf<'capture'>): Microcredits {
  return overrun === undefined ? credits : plus(credits, uncovered);
}

/** The use that an extension paid for. */
function fundedUse({ used, credits, overrun }: Hold): number {
  return Math.min(used, credits + overrun);
}

interface ReplayTerms {
  readonly run: Run;
  readonly request: Request;
  readonly context: DecisionContext;
}

const decideAgain = {
  grant: (entry, { run: { account, cycles }, request, context }) => {
    const { packId, paymentId, credits, category, reason, actor, reverses } = entry;
    if (packId !== undefined && paymentId !== undefined && reverses !== undefined)
      return reinstatement.decide(account, { ...request, paymentId }, context);
    if (packId !== undefined && paymentId !== undefined)
      return purchase.decide(account, { ...request, packId, paymentId }, context);
    const terms = { ...explanationOf(reason, actor), ...present({ category, expiresAtMs: ownEndMs(entry, cycles) }) };
    return adjustment.decide(account, { ...request, credits, direction: 'add', ...terms }, context);
  },
  'plan-change': ({ planId, seats = 1, effectiveMs }, { run: { account }, request, context }) => {
    const when = effectiveMs === undefined ? 'now' : 'next-cycle';
    return planChange.decide(account, { ...request, planId, seats, when }, context);
  },
  debit: (entry, { run: { account }, request, context }) =>
    // What came in as an event had happened, and would have been settled under any plan.
    (entry.uncovered === undefined ? debit : settleUsage).decide(account, { ...request, cost: costOf(entry) }, context),
  hold: (entry, { run: { account }, request, context }) => {
    const { expiresAtMs, whenExhausted, slice: extendBy } = entry.hold;
    const command = { ...request, cost: costOf(entry), lifeMs: expiresAtMs - entry.atMs, whenExhausted, extendBy };
    return authorization.decide(account, command, context);
  },
  extension: extendAgain,
  report: ({ type, category, decision, hold }, asked) => {
    const own = asked.run.openHolds.get(hold.holdId);
    return own && note({ type, category, decision, hold: { ...own, used: hold.used } }, asked);
  },
  capture: (entry, { run: { account }, request, context }) => {
    const cost = { kind: 'priced', credits: usageOf(entry) } as const;
    return capture.decide(account, { ...request, holdId: entry.hold.holdId, cost, isLateAllowed: false }, context);
  },
  release: ({ hold: { holdId } }, { run: { account }, request, context }) =>
    release.decide(account, { ...request, holdId }, context),
  reversal: (entry, { run: { account }, request, context }) => reverseAgain(account, entry, { request, context }),
  correction: ({ credits, reason, actor }, { run: { account }, request, context }) =>
    adjustment.decide(account, { ...request, credits, direction: 'remove', reason, actor }, context),
  void: ({ slices, reason, actor }, { run, request, context }) => {
    const [{ grantId } = { grantId: '' }] = slices;
    return grantVoid.decide(run.account, { ...request, grantId: replayedGrant(run, grantId), reason, actor }, context);
  },
  refund: ({ paymentId, credits }, { run: { account }, request, context }) =>
    refund.decide(account, { ...request, paymentId, credits }, context),
  chargeback: (entry, { run: { account }, request, context }) =>
    chargeback.decide(account, { ...request, paymentId: entry.paymentId }, withPurchase(context, entry)),
  closure: (_entry, { run: { account }, request, context }) => closure.decide(account, request, context),
  reopening: ({ reason, actor }, { run: { account }, request, context }) =>
    reopening.decide(account, { ...request, reason, actor }, context),
  'standing-usage': ({ type, category, standing }, asked) => note({ type, category, standing }, asked),
  limit: ({ type, limit }, asked) => note({ type, limit }, asked),
  'auto-top-up': ({ type, autoTopUp }, asked) => note({ type, ...present({ autoTopUp }) }, asked),
  accrual: () => undefined,
  'hold-expiry': () => undefined,
  expiry: () => undefined,
  waiver: () => undefined,
  notice: () => undefined,
  repair: () => undefined,
  // Plans are compared as if each was paid for.
  subscription: () => undefined,
  suspension: () => undefined,
  resumption: () => undefined,
} satisfies ByType<[ReplayTerms], Decision | undefined>;

/** The name that a grant has in the replay: its entry may have another number there, or have joined another grant. */
function replayedGrant({ done }: Run, grantId: string): string {
  const again = done.get(Number(grantId.split('-')[1]));
  return again?.slices[0]?.grantId ?? grantId;
}

/** The end that was said when credits were given; undefined where they ended with their cycle. */
function ownEndMs({ cycle, expiresAtMs }: EntryOf<'grant'>, cycles: readonly Cycle[]): number | undefined {
  return cycles.some(({ index, endMs }) => index === cycle && endMs === expiresAtMs) ? undefined : expiresAtMs;
}

/** An adjustment says why and who; the replay's entries are shown to nobody. */
function explanationOf(reason: string | undefined, actor: string | undefined): { reason: string; actor: string } {
  return { reason: reason ?? replayCaller, actor: actor ?? replayCaller };
}

function costOf({ category, credits }: EntryOf<'debit' | 'hold'>): Extract<Cost, { readonly kind: 'priced' }> {
  return { kind: 'priced', category, credits };
}

/** Sets aside what was set aside then, whatever limit it stopped at. */
function extendAgain(entry: EntryOf<'extension'>, asked: ReplayTerms): Decision | undefined {
  const { run, request, context } = asked;
  const { type, category, decision, hold, credits, uncovered = noCredits } = entry;
  const own = run.openHolds.get(hold.holdId);
  if (own === undefined) return undefined;
  const used = fundedUse(hold);
  const fundedBefore = hold.credits + hold.overrun - credits - uncovered;
  if (credits + uncovered === 0)
    return note({ type, category, decision, hold: { ...own, used: microcredits(used) } }, asked);
  const extendBy = microcredits(credits + fundedBefore - used);
  return report.decide(
    run.account,
    { ...request, holdId: own.holdId, used: microcredits(used), leftMin: microcredits(Number.MAX_SAFE_INTEGER - used) },
    { ...context, hold: () => ({ ...own, slice: extendBy }) },
  );
}

type Note<T extends EntryType> = Omit<DraftOf<T>, 'atMs' | 'credits' | 'slices' | 'caller'>;

/** Writes down a note. What moves nothing is written down, so that entries keep their numbers. */
function note(
  said: Note<'standing-usage'> | Note<'limit'> | Note<'auto-top-up'> | Note<'extension'> | Note<'report'>,
  { run, request, context }: ReplayTerms,
): Decision {
  const draft = { ...said, atMs: context.nowMs, credits: noCredits, slices: [], caller: request.caller };
  return { kind: 'change', ...record(run.account, {}, draft) };
}

/** A purchase before the past begins has ended too, so what is taken back of it is what the chargeback says. */
function withPurchase(context: DecisionContext, settled: EntryOf<'chargeback'>): DecisionContext {
  const { paymentId, reverses: seq, uncovered: _debt, ...rest } = settled;
  if ([paymentMark(paymentId), chargebackMark(paymentId)].some((mark) => context.mark(mark) !== undefined))
    return context;
  const slices = [{ grantId: `add-on-${seq}`, credits: rest.credits }];
  const bought: EntryOf<'grant'> = { ...rest, type: 'grant', paymentId, seq, slices, expiresAtMs: rest.atMs };
  const isPurchase = (mark: string): boolean => mark === paymentMark(paymentId);
  return {
    ...context,
    mark: (mark) => (isPurchase(mark) ? { seq, content: '' } : undefined),
    markedEntry: (mark) => (isPurchase(mark) ? bought : undefined),
  };
}
