/** Every operation that changes an account, as somebody asks for it, with what another asks of the same account meanwhile. */

import { microcredits } from '../../../../shared/domain/amount.ts';
import type { Category } from '../../../../shared/domain/catalogue/rate-card.ts';
import type { Outcome } from '../../../../shared/domain/decisions/outcome.ts';
import { present } from '../../../../shared/domain/present.ts';
import { adjustCredits } from '../../../../shared/operations/adjust-credits.ts';
import { advanceAccount } from '../../../../shared/operations/advance-account.ts';
import { authorizeHold } from '../../../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../../../shared/operations/capture-hold.ts';
import { changePlan } from '../../../../shared/operations/change-plan.ts';
import { chargeBackPurchase } from '../../../../shared/operations/charge-back-purchase.ts';
import { closeAccount } from '../../../../shared/operations/close-account.ts';
import { debitCredits } from '../../../../shared/operations/debit-credits.ts';
import { endAutoTopUp } from '../../../../shared/operations/end-auto-top-up.ts';
import { endStandingUsage } from '../../../../shared/operations/end-standing-usage.ts';
import { keepStandingUsage } from '../../../../shared/operations/keep-standing-usage.ts';
import { openAccount } from '../../../../shared/operations/open-account.ts';
import { purchasePack } from '../../../../shared/operations/purchase-pack.ts';
import { redeemPromotion } from '../../../../shared/operations/redeem-promotion.ts';
import { refundPurchase } from '../../../../shared/operations/refund-purchase.ts';
import { reinstatePurchase } from '../../../../shared/operations/reinstate-purchase.ts';
import { releaseHold } from '../../../../shared/operations/release-hold.ts';
import { removeLimit } from '../../../../shared/operations/remove-limit.ts';
import { reopenAccount } from '../../../../shared/operations/reopen-account.ts';
import { reportUsage } from '../../../../shared/operations/report-usage.ts';
import { reverseDebit } from '../../../../shared/operations/reverse-debit.ts';
import { setAutoTopUp } from '../../../../shared/operations/set-auto-top-up.ts';
import { setLimit } from '../../../../shared/operations/set-limit.ts';
import { tellSubscription } from '../../../../shared/operations/tell-subscription.ts';
import { voidGrant } from '../../../../shared/operations/void-grant.ts';
import type { CreditStore } from '../../../../shared/storage/store.ts';
import { credits, startMs } from '../../../support/builders/fixtures.ts';
import { answerOf } from './answer-of.ts';
import { promotionCode, standingSku, tokenSku } from './catalogue-world.ts';
import type { Command } from './scene.ts';

export const accountId = 'acme';
const gigabyte = 1_000_000n;

type Ask = {
  readonly accountId: string;
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
};

/** `key` says who asks: the same key is the same request. */
export function asking(
  key: string,
  run: (ask: Ask, store: CreditStore, nowMs: number) => Promise<Outcome<unknown>>,
): Command {
  const ask = { accountId, caller: 'exhaustive', idempotencyKey: key, fingerprint: `of ${key}` };
  return { name: key, run: async ({ store }, nowMs) => answerOf(await run(ask, store, nowMs)) };
}

export function debit(key: string, amount: number): Command {
  const charge = { credits: credits(amount), category: 'ai' } as const;
  return asking(key, (ask, store, nowMs) => debitCredits(store, { ...ask, charge }, nowMs));
}

/** Comes to nothing but an entry as long as its dimensions. */
export function filler(key: string, dimensions: Readonly<Record<string, string>>): Command {
  const usage = [{ sku: tokenSku, quantity: 0n }];
  return asking(key, (ask, store, nowMs) => debitCredits(store, { ...ask, charge: { usage }, dimensions }, nowMs));
}

export function debitByUsage(key: string): Command {
  const usage = [{ sku: tokenSku, quantity: 3n * gigabyte }];
  return asking(key, (ask, store, nowMs) =>
    debitCredits(store, { ...ask, charge: { usage }, dimensions: { user: 'ada' }, occurredAtMs: startMs }, nowMs),
  );
}

export function open(key: string): Command {
  return asking(key, (ask, store, nowMs) => openAccount(store, { ...ask, planId: 'team', anchorMs: startMs }, nowMs));
}

export function authorize(key: string, amount: number, lifeMs: number): Command {
  const charge = { credits: credits(amount), category: 'ai' } as const;
  const terms = { charge, lifeMs, whenExhausted: 'complete' } as const;
  return asking(key, (ask, store, nowMs) => authorizeHold(store, { ...ask, ...terms }, nowMs));
}

export function report(key: string, holdId: string, amount: number): Command {
  const charge = { credits: credits(amount) };
  return asking(key, (ask, store, nowMs) => reportUsage(store, { ...ask, holdId, charge }, nowMs));
}

export function capture(key: string, holdId: string, amount: number, isLateAllowed: boolean): Command {
  const charge = { credits: credits(amount) };
  return asking(key, (ask, store, nowMs) => captureHold(store, { ...ask, holdId, charge, isLateAllowed }, nowMs));
}

export function release(key: string, holdId: string): Command {
  return asking(key, (ask, store, nowMs) => releaseHold(store, { ...ask, holdId }, nowMs));
}

export function purchase(key: string, paymentId: string): Command {
  return asking(key, (ask, store, nowMs) => purchasePack(store, { ...ask, packId: 'burst-1000', paymentId }, nowMs));
}

export function refund(key: string, paymentId: string, amount?: number): Command {
  const part = amount === undefined ? {} : { credits: credits(amount), refundId: `re_${amount}` };
  return asking(key, (ask, store, nowMs) => refundPurchase(store, { ...ask, paymentId, ...part }, nowMs));
}

export function chargeBack(key: string, paymentId: string): Command {
  return asking(key, (ask, store, nowMs) => chargeBackPurchase(store, { ...ask, paymentId }, nowMs));
}

export function reinstate(key: string, paymentId: string): Command {
  return asking(key, (ask, store, nowMs) => reinstatePurchase(store, { ...ask, paymentId }, nowMs));
}

export function reverse(key: string, seq: number, amount?: number): Command {
  const part = amount === undefined ? {} : { credits: credits(amount), reissue: true };
  return asking(key, (ask, store, nowMs) => reverseDebit(store, { ...ask, seq, ...part }, nowMs));
}

export function adjust(key: string, amount: number, direction: 'add' | 'remove'): Command {
  const terms = { credits: credits(amount), direction, reason: 'test', actor: 'test' };
  return asking(key, (ask, store, nowMs) => adjustCredits(store, { ...ask, ...terms }, nowMs));
}

export function give(key: string, amount: number, category: Category): Command {
  const terms = { credits: credits(amount), direction: 'add', category, reason: 'test', actor: 'test' } as const;
  return asking(key, (ask, store, nowMs) => adjustCredits(store, { ...ask, ...terms }, nowMs));
}

export function redeem(key: string): Command {
  return asking(key, (ask, store, nowMs) => redeemPromotion(store, { ...ask, code: promotionCode }, nowMs));
}

export function voidGift(key: string, grantId: string): Command {
  const terms = { grantId, reason: 'test', actor: 'test' };
  return asking(key, (ask, store, nowMs) => voidGrant(store, { ...ask, ...terms }, nowMs));
}

export function change(key: string, planId: string, seats?: number): Command {
  const asked = { planId, ...present({ seats }) };
  return asking(key, (ask, store, nowMs) => changePlan(store, { ...ask, ...asked }, nowMs));
}

export function keep(key: string, usageId: string, gigabytes: bigint): Command {
  const kept = { usageId, sku: standingSku, quantity: gigabytes * gigabyte };
  return asking(key, (ask, store, nowMs) => keepStandingUsage(store, { ...ask, ...kept }, nowMs));
}

export function endKeeping(key: string, usageId: string): Command {
  return asking(key, (ask, store, nowMs) => endStandingUsage(store, { ...ask, usageId }, nowMs));
}

export function limit(key: string, amount: number): Command {
  const terms = { limitId: 'ai', scope: { category: 'ai' }, credits: credits(amount) } as const;
  return asking(key, (ask, store, nowMs) => setLimit(store, { ...ask, ...terms }, nowMs));
}

export function liftLimit(key: string): Command {
  return asking(key, (ask, store, nowMs) => removeLimit(store, { ...ask, limitId: 'ai' }, nowMs));
}

export function topUp(key: string, threshold: number): Command {
  const autoTopUp = { packId: 'burst-1000', threshold: microcredits(threshold), maxPerCycle: 3 };
  return asking(key, (ask, store, nowMs) => setAutoTopUp(store, { ...ask, autoTopUp }, nowMs));
}

export function endTopUp(key: string): Command {
  return asking(key, (ask, store, nowMs) => endAutoTopUp(store, ask, nowMs));
}

export function close(key: string): Command {
  return asking(key, (ask, store, nowMs) => closeAccount(store, ask, nowMs));
}

export function reopen(key: string): Command {
  const why = { reason: 'by mistake', actor: 'ada' };
  return asking(key, (ask, store, nowMs) => reopenAccount(store, { ...ask, ...why }, nowMs));
}

/** The subscription is paid for until then, or was given up by who collects it. */
export function tell(key: string, status: 'active' | 'unpaid', paidUntilMs: number): Command {
  const subscription = { subscriptionId: 'sub_1', status, paidUntilMs };
  return asking(key, (ask, store, nowMs) => tellSubscription(store, { ...ask, subscription }, nowMs));
}

export const advance: Command = {
  name: 'advance',
  run: async ({ store }, nowMs) => {
    await advanceAccount(store, accountId, nowMs);
    return { text: 'advanced', isReplay: false, remembered: 'no' };
  },
};
