/** The story goes on: work in progress, limits, things that are kept, another plan, payments taken back, statements, the end. */
import { routes } from '../../shared/contract/routes/routes.ts';
import { examplePaid } from './example-payments.ts';
import { type Exchange, type Narrator, request } from './narrator.ts';

const globex = { accountId: 'globex' };

export async function workInProgress({ done, shown, refused }: Narrator): Promise<void> {
  await shown(routes.authorizeHold);
  await shown(routes.reportUsage);
  await shown(routes.listHolds);
  await shown(routes.readHold);
  const backup = { usage: [{ sku: 'infrastructure.backup.gb', quantity: 100 }] };
  await refused('hold-category', request(routes.captureHold, { body: backup, key: 'capture-hold-2' }));
  await shown(routes.captureHold);
  await refused('hold-settled', request(routes.captureHold, { key: 'capture-hold-3' }));
  const unknown = { holdId: 'hold_000000000_AAAAAAAAAAAAAAAA' };
  await refused('hold-not-found', request(routes.captureHold, { params: unknown, key: 'capture-hold-4' }));
  await done(request(routes.authorizeHold, { key: 'authorize-hold-2' }));
  await shown(routes.releaseHold);
}

export async function setLimits({ shown, refused }: Narrator): Promise<void> {
  await shown(routes.setLimit);
  const body = { credits: 300, category: 'ai', dimensions: { user: 'ada' } };
  await refused('limit-reached', request(routes.debitCredits, { body, key: 'debit-credits-6' }));
  await shown(routes.listLimits);
  await shown(routes.setBrake);
  await shown(routes.readBrake);
  await shown(routes.removeLimit);
  await refused('limit-not-found', request(routes.removeLimit, { key: 'remove-limit-2' }));
}

export async function keepThings({ shown, refused }: Narrator): Promise<void> {
  await shown(routes.keepStandingUsage);
  await shown(routes.listStandingUsage);
  const tokens = { sku: 'ai.gpt-4o.input-token', quantity: 1 };
  await refused('sku-not-standing', request(routes.keepStandingUsage, { body: tokens, key: 'keep-2' }));
  await shown(routes.endStandingUsage);
  await refused('standing-usage-not-found', request(routes.endStandingUsage, { key: 'end-2' }));
}

export async function look({ shown, refused, askTopUp }: Narrator): Promise<void> {
  await shown(routes.readUsage);
  await shown(routes.readInsights);
  await shown(routes.watchAccount);
  await shown(routes.unwatchAccount);
  await shown(routes.liftQuarantine);
  await shown(routes.setAutoTopUp);
  await shown(routes.endAutoTopUp);
  await askTopUp('acme', { seq: 42, at: '2026-11-22T17:00:00.000Z', packId: 'burst-1000' });
  await shown(routes.failTopUp);
  await refused('top-up-not-found', request(routes.failTopUp, { body: { requestId: 'acme/top-up/1-1' } }));
}

export async function takeBack({ done, shown, refused, tell }: Narrator): Promise<void> {
  const buy = (paymentId: string): Exchange =>
    request(routes.purchasePack, { body: { packId: 'burst-1000', paymentId }, key: `purchase-of-${paymentId}` });
  await shown(routes.refundPurchase);
  const more = paymentOf('pi_3QLq8v2eZvKYlo2C');
  const again = { credits: 300, refundId: 're_3QLq8v2eZvKYlo2C0aWn' };
  await refused('refund-reused', request(routes.refundPurchase, { ...more, body: again, key: 'refund-again' }));
  const tooMuch = { ...more, body: { credits: 801 }, key: 'refund-too-much' };
  await refused('refund-too-large', request(routes.refundPurchase, tooMuch));
  await done(request(routes.refundPurchase, { ...more, body: {}, key: 'refund-of-the-rest' }));
  await refused('nothing-to-refund', request(routes.chargeBackPurchase, more));
  await refused('payment-not-found', request(routes.refundPurchase, { ...paymentOf('pi_3QLq8v2eZvKYlo2Z'), body: {} }));
  await shown(routes.createCheckout);
  await shown(routes.followCheckout);
  await refused('customer-unknown', request(routes.openPortal));
  await tell(examplePaid);
  await shown(routes.openPortal);
  await shown(routes.linkCustomer);
  await refused('customer-taken', request(routes.linkCustomer, { body: { customerId: 'cus_RESpYbL2nE4kQg' } }));
  await done(buy('pi_3QLq8v2eZvKYlo2E'));
  await refused('nothing-to-reinstate', request(routes.reinstatePurchase, { key: 'reinstate-too-early' }));
  await shown(routes.chargeBackPurchase);
  await shown(routes.reinstatePurchase);
}

function paymentOf(paymentId: string): { readonly params: { readonly paymentId: string }; readonly key: string } {
  return { params: { paymentId }, key: `back-${paymentId}` };
}

export async function grow({ done, shown, refused }: Narrator): Promise<void> {
  await done(request(routes.publishPlan, { params: { planId: 'scale' }, body: { name: 'Scale', credits: 50_000 } }));
  await shown(routes.changePlan);
  const down = { planId: 'team', when: 'now' };
  await refused('plan-change-not-now', request(routes.changePlan, { body: down, key: 'change-plan-2' }));
}

/** Time has to pass for this one. */
export async function expire({ done, moveTo, refused }: Narrator, nowMs: number): Promise<void> {
  const brief = { credits: 5, category: 'ai', expiresInSeconds: 1 };
  const held = await done(request(routes.authorizeHold, { params: globex, body: brief }));
  await refused('holds-open', request(routes.closeAccount, { params: globex, key: 'too early' }));
  moveTo(new Date(nowMs + 2_000).toISOString());
  const params = { ...globex, holdId: holdIdIn(held) };
  await refused('hold-expired', request(routes.captureHold, { params }));
}

export async function end({ shown, refused }: Narrator): Promise<void> {
  await shown(routes.tellSubscription);
  await shown(routes.readStatement);
  await refused('cycle-not-found', request(routes.readStatement, { params: { cycle: 99 } }));
  await shown(routes.closeAccount);
  const late = { credits: 1, category: 'ai' };
  await refused('account-closed', request(routes.debitCredits, { body: late, key: 'too late' }));
  await shown(routes.reopenAccount);
  await refused('account-not-closed', request(routes.reopenAccount, { key: 'reopen again' }));
}

function holdIdIn(answer: unknown): string {
  const hold = typeof answer === 'object' && answer !== null && 'hold' in answer ? answer.hold : undefined;
  if (typeof hold === 'object' && hold !== null && 'holdId' in hold) return String(hold.holdId);
  throw new TypeError('the answer names no hold');
}

export async function mend({ shown, refused, quarantine }: Narrator): Promise<void> {
  await refused('account-not-quarantined', request(routes.repairAccount));
  await quarantine('acme', 'entry 18: the account after it: held is 20000000, the ledger says 0 microcredits');
  await shown(routes.readQuarantine);
  await shown(routes.repairAccount);
}
