/** What was asked of the real account is asked of the replayed one. */

import type { Hold } from '../account/hold.ts';
import { microcredits, noCredits } from '../amount.ts';
import { adjustment } from '../decisions/adjust-credits.ts';
import { authorization } from '../decisions/authorize-hold.ts';
import { capture } from '../decisions/capture-hold.ts';
import { planChange } from '../decisions/change-plan.ts';
import { chargeback } from '../decisions/charge-back-purchase.ts';
import { closure } from '../decisions/close-account.ts';
import { debit } from '../decisions/debit-credits.ts';
import type { Decision, Request } from '../decisions/decision.ts';
import type { DecisionContext } from '../decisions/needs.ts';
import { purchase } from '../decisions/purchase-pack.ts';
import { refund } from '../decisions/refund-purchase.ts';
import { release } from '../decisions/release-hold.ts';
import { report } from '../decisions/report-usage.ts';
import { reversal } from '../decisions/reverse-debit.ts';
import type { Entry, EntryType } from '../ledger/entry.ts';
import { chargebackMark, paymentMark } from '../ledger/mark.ts';
import { record } from '../ledger/record.ts';
import { buyFor, contextOf, keep, leaveUnserved, type Run, replayCaller } from './run.ts';

export function ask(run: Run, entry: Entry): void {
  if (entry.type === 'reversal' && run.unserved.delete(entry.reverses ?? 0)) return;
  buyFor(run, required(run, entry), entry.atMs);
  const { idempotencyKey = `${replayCaller}-${entry.seq}` } = entry;
  const request = { caller: entry.caller, idempotencyKey, fingerprint: '' };
  const decision = decideAgain[entry.type](run, { entry, request, context: contextOf(run, entry.atMs) });
  switch (decision?.kind) {
    case 'change':
      keep(run, { account: decision.account, entries: [...(decision.before ?? []), decision.entry] });
      run.done.set(entry.seq, decision.entry);
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

/** What must be available for it. */
function required(run: Run, { type, credits, hold }: Entry): number {
  const own = hold && run.openHolds.get(hold.holdId);
  if (type === 'debit' || type === 'hold') return credits;
  if (own === undefined || hold === undefined) return 0;
  if (type === 'capture') return credits - own.credits;
  return type === 'extension' ? fundedUse(hold) - own.credits - own.overrun : 0;
}

/** What an extension let its work use. What was reported beyond it had to wait. */
function fundedUse({ used, credits, overrun }: Hold): number {
  return Math.min(used, credits + overrun);
}

interface Asked {
  readonly entry: Entry;
  readonly request: Request;
  readonly context: DecisionContext;
}

type DecideAgain = (run: Run, asked: Asked) => Decision | undefined;

const decideAgain = {
  grant: ({ account }, { entry, request, context }) => {
    const { packId, paymentId, credits, reason = '', actor = '' } = entry;
    return packId === undefined || paymentId === undefined
      ? adjustment.decide(account, { ...request, credits, direction: 'add', reason, actor }, context)
      : purchase.decide(account, { ...request, packId, paymentId }, context);
  },
  'plan-change': ({ account }, { entry: { planId = '', effectiveMs }, request, context }) => {
    const when = effectiveMs === undefined ? 'now' : 'next-cycle';
    return planChange.decide(account, { ...request, planId, when }, context);
  },
  debit: ({ account }, { entry, request, context }) =>
    debit.decide(account, { ...request, cost: costOf(entry) }, context),
  hold: ({ account }, { entry, request, context }) => {
    const { hold, atMs } = entry;
    if (hold === undefined) return undefined;
    const { expiresAtMs, whenExhausted, slice } = hold;
    const command = { ...request, cost: costOf(entry), lifeMs: expiresAtMs - atMs, whenExhausted, slice };
    return authorization.decide(account, command, context);
  },
  extension: extendAgain,
  capture: ({ account }, { entry, request, context }) => {
    const holdId = entry.hold?.holdId ?? '';
    const { credits } = entry;
    return capture.decide(
      account,
      { ...request, holdId, cost: { kind: 'priced', credits }, isLateAllowed: false },
      context,
    );
  },
  release: ({ account }, { entry, request, context }) =>
    release.decide(account, { ...request, holdId: entry.hold?.holdId ?? '' }, context),
  reversal: ({ account }, { entry, request, context }) => {
    const { reverses: seq = 0 } = entry;
    const target = context.entry(seq) ?? { ...entry, type: 'debit', seq, slices: spent(entry) };
    return reversal.decide(account, { ...request, seq }, { ...context, entry: () => target, mark: () => undefined });
  },
  correction: ({ account }, { entry: { credits, reason = '', actor = '' }, request, context }) =>
    adjustment.decide(account, { ...request, credits, direction: 'remove', reason, actor }, context),
  refund: ({ account }, { entry: { paymentId = '' }, request, context }) =>
    refund.decide(account, { ...request, paymentId }, context),
  chargeback: ({ account }, { entry, request, context }) => {
    const { paymentId = '' } = entry;
    return chargeback.decide(account, { ...request, paymentId }, withPurchase(context, entry));
  },
  closure: ({ account }, { request, context }) => closure.decide(account, request, context),
  'standing-usage': note,
  limit: note,
  'auto-top-up': note,
  accrual: () => undefined,
  'hold-expiry': () => undefined,
  expiry: () => undefined,
  waiver: () => undefined,
  notice: () => undefined,
} satisfies Record<EntryType, DecideAgain>;

function costOf({ category = 'ai', credits }: Entry): {
  readonly kind: 'priced';
  readonly category: NonNullable<Entry['category']>;
  readonly credits: Entry['credits'];
} {
  return { kind: 'priced', category, credits };
}

/** Sets aside what was set aside then, whatever limit it stopped at. */
function extendAgain(run: Run, asked: Asked): Decision | undefined {
  const { entry, request, context } = asked;
  const { hold, credits, uncovered = noCredits } = entry;
  const own = hold && run.openHolds.get(hold.holdId);
  if (hold === undefined || own === undefined) return undefined;
  const used = fundedUse(hold);
  const fundedBefore = hold.credits + hold.overrun - credits - uncovered;
  if (credits + uncovered === 0) return note(run, asked, { hold: { ...own, used: microcredits(used) } });
  const slice = microcredits(credits + fundedBefore - used);
  return report.decide(
    run.account,
    { ...request, holdId: own.holdId, used: microcredits(used), leftMin: microcredits(Number.MAX_SAFE_INTEGER - used) },
    { ...context, hold: () => ({ ...own, slice }) },
  );
}

/** What moves nothing is written down, so that entries keep their numbers. */
function note({ account }: Run, { entry, context }: Asked, more: { readonly hold?: Hold } = {}): Decision {
  const { type, caller } = entry;
  const draft = { type, atMs: context.nowMs, credits: noCredits, slices: [], caller, ...more };
  return { kind: 'change', ...record(account, {}, draft) };
}

/** Of a debit before the past begins: its grants have ended, so all of it is forfeited. */
function spent({ slices }: Entry): Entry['slices'] {
  return slices.map(({ grantId, credits }) => ({ grantId, credits }));
}

/** A purchase before the past begins has ended too, so what is taken back of it is what the chargeback says. */
function withPurchase(context: DecisionContext, chargeback: Entry): DecisionContext {
  const { paymentId = '', reverses: seq = 0, credits } = chargeback;
  if ([paymentMark(paymentId), chargebackMark(paymentId)].some((mark) => context.mark(mark) !== undefined))
    return context;
  const bought: Entry = { ...chargeback, type: 'grant', seq, slices: [{ grantId: `add-on-${seq}`, credits }] };
  const isPurchase = (mark: string): boolean => mark === paymentMark(paymentId);
  return {
    ...context,
    mark: (mark) => (isPurchase(mark) ? { seq, content: '' } : undefined),
    markedEntry: (mark) => (isPurchase(mark) ? bought : undefined),
  };
}
