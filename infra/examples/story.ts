/**
 * The story behind the contract's examples: a month of a customer called acme, from the price list to zero. A new route
 * appears in it with `shown`, a new refusal with `refused`.
 */
import * as z from 'zod/mini';
import { routes } from '../../shared/contract/routes/routes.ts';
import { moveClocks } from './clock-chapter.ts';
import { deliverToEndpoint } from './endpoint-chapter.ts';
import { handOutKeys } from './key-chapter.ts';
import { end, expire, grow, keepThings, look, mend, setLimits, takeBack, workInProgress } from './later-chapters.ts';
import { type Exchange, type Narrator, request } from './narrator.ts';

export const storyStartsAt = '2026-10-31T12:00:00.000Z';
const chargedAt = '2026-11-22T18:15:46.680Z';

export async function tellStory(narrator: Narrator): Promise<void> {
  await publish(narrator);
  await promote(narrator);
  narrator.moveTo('2026-11-02T14:00:00.000Z');
  await open(narrator);
  narrator.moveTo(chargedAt);
  await charge(narrator);
  await correct(narrator);
  await redeem(narrator);
  await endGift(narrator);
  await buy(narrator);
  await workInProgress(narrator);
  await setLimits(narrator);
  await keepThings(narrator);
  await look(narrator);
  await takeBack(narrator);
  await runOut(narrator);
  await grow(narrator);
  await misuse(narrator);
  await expire(narrator, Date.parse(chargedAt));
  await end(narrator);
  await mend(narrator);
  await handOutKeys(narrator);
  await deliverToEndpoint(narrator);
  await moveClocks(narrator);
}

const novemberPrices = {
  effectiveFrom: '2026-11-01T00:00:00.000Z',
  prices: [
    { sku: 'ai.gpt-4o.input-token', category: 'ai', credits: 250, per: 1_000_000, unit: 'token' },
    { sku: 'ai.gpt-4o.output-token', category: 'ai', credits: 1_000, per: 1_000_000, unit: 'token' },
    { sku: 'infrastructure.backup.gb', category: 'infrastructure', credits: 2, per: 100, unit: 'GB' },
    { sku: 'platform.log-storage.gb-hour', category: 'platform', credits: 1, per: 240, unit: 'GB-hour' },
  ],
};

async function publish({ done, shown, refused }: Narrator): Promise<void> {
  const november = { version: '2026-11-01' };
  await refused('plan-not-found', request(routes.readPlan));
  await shown(routes.publishPlan);
  await shown(routes.readPlan);
  await shown(routes.listPlans);
  await refused('rate-card-not-found', request(routes.readRateCard));
  await done(request(routes.publishRateCard, { params: november, body: novemberPrices }));
  await refused('version-exists', request(routes.publishRateCard, { params: november }));
}

async function open({ done, shown, refused }: Narrator): Promise<void> {
  await refused('account-not-found', request(routes.readAccount));
  await refused('plan-unknown', request(routes.openAccount, { body: { planId: 'galaxy' } }));
  await refused(
    'plan-not-by-seat',
    request(routes.openAccount, { body: { planId: 'team', seats: 5 }, key: 'open-account-5' }),
  );
  await shown(routes.openAccount);
  await shown(routes.setAccountDetails);
  await refused('account-exists', request(routes.openAccount, { body: { planId: 'galaxy' }, key: 'open-account-2' }));
  await done(request(routes.openAccount, { params: { accountId: 'globex' }, body: { planId: 'team' } }));
  await shown(routes.listAccounts);
  await shown(routes.publishRateCard);
  await shown(routes.readRateCard);
  await shown(routes.listRateCards);
}

async function charge({ shown, replayed, refused }: Narrator): Promise<void> {
  await shown(routes.quoteUsage);
  await shown(routes.debitCredits);
  await replayed(request(routes.debitCredits));
  await refused('idempotency-key-reused', request(routes.debitCredits, { body: { credits: 1, category: 'ai' } }));
  const unpriced = { usage: [{ sku: 'ai.gpt-7.input-token', quantity: 374 }] };
  await refused('sku-unknown', request(routes.debitCredits, { body: unpriced, key: 'debit-credits-2' }));
  const occurred = (occurredAt: string): Exchange =>
    request(routes.debitCredits, { body: { credits: 1, category: 'ai', occurredAt }, key: `debit-of-${occurredAt}` });
  await refused('usage-in-future', occurred('2027-01-01T00:00:00.000Z'));
  await refused('usage-too-old', occurred('2026-10-01T00:00:00.000Z'));
  await shown(routes.readLedger);
  await shown(routes.debitBatch);
}

const gpt4oOutput = { sku: 'ai.gpt-4o.output-token', quantity: 44 };

async function correct({ done, shown, refused }: Narrator): Promise<void> {
  await shown(routes.reverseDebit);
  const again = (seq: number, body: object, key = `reverse-debit-of-${seq}`): Exchange =>
    request(routes.reverseDebit, { params: { seq }, body, key });
  await refused('usage-not-charged', again(2, { usage: [gpt4oOutput] }, 'the-same-usage-again'));
  await refused('reversal-too-large', again(2, { credits: 9_000 }, 'more-than-there-is'));
  await done(again(2, {}, 'the-rest-of-it'));
  await refused('entry-reversed', again(2, {}));
  await refused('entry-not-reversible', again(1, {}));
  await refused('entry-not-found', again(999, {}));
  await shown(routes.adjustCredits);
  const goodwill = { credits: 10, reason: 'goodwill', actor: 'ada@example.com' };
  const late = { ...goodwill, expiresAt: '2019-01-01T00:00:00Z' };
  await refused('expiry-out-of-range', request(routes.adjustCredits, { body: late, key: 'adjust-credits-3' }));
  const tooMuch = { credits: 999_999_999, reason: 'a slip of the hand', actor: 'ada@example.com' };
  await refused('balance-limit', request(routes.adjustCredits, { body: tooMuch, key: 'adjust-credits-2' }));
}

const small = { credits: 5, endsAt: '2026-12-24T00:00:00.000Z', uses: 1 };
const promoting = (code: string, body: object): Exchange =>
  request(routes.publishPromotion, { params: { code }, body });

async function promote({ done, shown, refused }: Narrator): Promise<void> {
  await refused('promotion-not-found', request(routes.readPromotion));
  await shown(routes.publishPromotion);
  await refused('promotion-exists', promoting('WELCOME-2026', small));
  await shown(routes.readPromotion);
  await shown(routes.listPromotions);
  await done(promoting('ONE-ONLY', small));
  await done(promoting('HALLOWEEN', { ...small, endsAt: '2026-11-01T00:00:00.000Z' }));
}

async function redeem({ done, shown, refused }: Narrator): Promise<void> {
  const redeeming = (code: string, accountId = 'acme'): Exchange =>
    request(routes.redeemPromotion, { params: { accountId }, body: { code }, key: `redeem-${code}` });
  await shown(routes.redeemPromotion);
  await refused('promotion-redeemed', redeeming('WELCOME-2026'));
  await refused('promotion-ended', redeeming('HALLOWEEN'));
  await done(redeeming('ONE-ONLY', 'globex'));
  await refused('promotion-used-up', redeeming('ONE-ONLY'));
  await shown(routes.endPromotion);
}

/** Ends what was given by mistake. */
async function endGift({ shown, refused }: Narrator): Promise<void> {
  const gift = (grantId: string, key: string): Exchange => request(routes.voidGrant, { params: { grantId }, key });
  await shown(routes.voidGrant);
  await refused('grant-voided', gift('adjustment-6', 'void-grant-2'));
  await refused('grant-not-voidable', gift('plan-0', 'void-grant-3'));
  await refused('grant-not-found', gift('adjustment-999', 'void-grant-4'));
}

async function buy({ shown, refused }: Narrator): Promise<void> {
  await shown(routes.purchasePack);
  const other = (packId: string, paymentId: string): Exchange =>
    request(routes.purchasePack, { body: { packId, paymentId }, key: `purchase-of-${packId}` });
  await refused('payment-reused', other('burst-5000', 'pi_3QLq8v2eZvKYlo2C'));
  await refused('pack-unknown', other('burst-9', 'pi_3QLq8v2eZvKYlo2D'));
  await shown(routes.readAccount);
}

/** Down to a credit and a half, one debit too many, then to zero. */
async function runOut({ done, shown, refused }: Narrator): Promise<void> {
  const debit = (credits: number, key: string): Exchange =>
    request(routes.debitCredits, { body: { credits, category: 'ai' }, key });
  await done(debit((await availableOf(done)) - 1.5, 'debit-credits-3'));
  await refused('insufficient-credits', debit(2, 'debit-credits-4'));
  await done(debit(1.5, 'debit-credits-5'));
  await shown(routes.checkAccess);
  await shown(routes.readFleet);
  await shown(routes.replayRateCard);
  await shown(routes.readServiceHealth);
}

async function availableOf(done: Narrator['done']): Promise<number> {
  return z.object({ available: z.number() }).parse(await done(request(routes.readAccount))).available;
}

async function misuse({ shown, refused }: Narrator): Promise<void> {
  await refused('invalid-request', request(routes.debitCredits, { body: { credits: -1, category: 'ai' } }));
  await refused('idempotency-key-invalid', request(routes.debitCredits, { key: '' }));
  await refused('request-too-large', request(routes.debitCredits, { body: { note: 'x'.repeat(70_000) } }));
  await refused('route-not-found', { method: 'GET', path: '/balances' });
  await refused('method-not-allowed', { method: 'POST', path: '/accounts/acme' });
  await shown(routes.readProblem);
  // The document can't hold itself: of this answer the example is the one member that is promised.
  await shown(routes.readOpenapi, (document) => z.object({ openapi: z.string() }).parse(document));
}
