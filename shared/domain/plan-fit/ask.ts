/** What was asked of the real account is asked of the replayed one. */

import type { Hold } from '../account/hold.ts';
import { microcredits, noCredits } from '../amount.ts';
import { decideAdjustment } from '../decisions/adjust-credits.ts';
import { decideAuthorize } from '../decisions/authorize-hold.ts';
import { decideCapture } from '../decisions/capture-hold.ts';
import { decidePlanChange } from '../decisions/change-plan.ts';
import { decideClose } from '../decisions/close-account.ts';
import { decideDebit } from '../decisions/debit-credits.ts';
import type { Decision, DecisionContext, Request } from '../decisions/decision.ts';
import { decidePurchase } from '../decisions/purchase-pack.ts';
import { decideChargeback, decideRefund } from '../decisions/refund-purchase.ts';
import { decideRelease } from '../decisions/release-hold.ts';
import { decideReport } from '../decisions/report-usage.ts';
import { decideReversal } from '../decisions/reverse-debit.ts';
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
      ? decideAdjustment(account, { ...request, credits, direction: 'add', reason, actor }, context)
      : decidePurchase(account, { ...request, packId, paymentId }, context);
  },
  'plan-change': ({ account }, { entry: { planId = '', effectiveMs }, request, context }) => {
    const when = effectiveMs === undefined ? 'now' : 'next-cycle';
    return decidePlanChange(account, { ...request, planId, when }, context);
  },
  debit: ({ account }, { entry, request, context }) =>
    decideDebit(account, { ...request, cost: costOf(entry) }, context),
  hold: ({ account }, { entry, request, context }) => {
    const { hold, atMs } = entry;
    if (hold === undefined) return undefined;
    const { expiresAtMs, whenExhausted, slice } = hold;
    const command = { ...request, cost: costOf(entry), lifeMs: expiresAtMs - atMs, whenExhausted, slice };
    return decideAuthorize(account, command, context);
  },
  extension: extendAgain,
  capture: ({ account }, { entry, request, context }) => {
    const holdId = entry.hold?.holdId ?? '';
    const { credits } = entry;
    return decideCapture(
      account,
      { ...request, holdId, cost: { kind: 'priced', credits }, isLateAllowed: false },
      context,
    );
  },
  release: ({ account }, { entry, request, context }) =>
    decideRelease(account, { ...request, holdId: entry.hold?.holdId ?? '' }, context),
  reversal: ({ account }, { entry, request, context }) => {
    const { reverses: seq = 0 } = entry;
    const target = context.entry(seq) ?? { ...entry, type: 'debit', seq, slices: spent(entry) };
    return decideReversal(account, { ...request, seq }, { ...context, entry: () => target, marks: new Map() });
  },
  correction: ({ account }, { entry: { credits, reason = '', actor = '' }, request, context }) =>
    decideAdjustment(account, { ...request, credits, direction: 'remove', reason, actor }, context),
  refund: ({ account }, { entry: { paymentId = '' }, request, context }) =>
    decideRefund(account, { ...request, paymentId }, context),
  chargeback: ({ account }, { entry, request, context }) => {
    const { paymentId = '' } = entry;
    return decideChargeback(account, { ...request, paymentId }, withPurchase(context, entry));
  },
  closure: ({ account }, { request, context }) => decideClose(account, request, context),
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
  return decideReport(
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
  if (context.marks.has(paymentMark(paymentId)) || context.marks.has(chargebackMark(paymentId))) return context;
  const purchase: Entry = { ...chargeback, type: 'grant', seq, slices: [{ grantId: `add-on-${seq}`, credits }] };
  const marks = new Map([[paymentMark(paymentId), { seq, content: '' }]]);
  return { ...context, marks, entry: () => purchase };
}
