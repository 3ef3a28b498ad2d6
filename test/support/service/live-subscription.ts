/** Lives one life of a subscription at an account, and holds it against its provider at the end. */

import { remaining } from '../../../shared/domain/account/grant.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { present } from '../../../shared/domain/present.ts';
import { dayMs } from '../../../shared/domain/time.ts';
import { changePlan } from '../../../shared/operations/change-plan.ts';
import { currentAccount } from '../../../shared/operations/reading/current-account.ts';
import { createCheckouts } from '../../../shared/storage/checkouts.ts';
import { credits, requestNamed } from '../builders/fixtures.ts';
import { livedPayment, type PaymentLife, packCredits } from '../builders/payment-lives.ts';
import type { StripeEventOf } from '../builders/stripe-objects.ts';
import type { Act, SubscriptionLife } from '../builders/subscription-lives.ts';
import { debit, ledger } from '../builders/write-path.ts';
import { seedDecider } from '../engines/faulty-table.ts';
import { accountId, SubscribedAccount } from './subscribed-account.ts';

export interface Lived {
  readonly events: number;
  readonly deliveries: number;
  /** Gates that were open within five seconds of a payment. */
  readonly openings: number;
  readonly entries: readonly Entry[];
}

export async function liveSubscription(life: SubscriptionLife): Promise<Lived> {
  const lived = await SubscribedAccount.open(life.form, seedDecider(life.seed));
  const others: StripeEventOf[] = [];
  if (life.linkedAfter === 0) await lived.link();
  lived.subscribe(life.trialDays);
  for (const [index, { after, act }] of life.steps.entries()) {
    await lived.pass(after);
    if (life.linkedAfter === index + 1) await lived.link();
    await debit(lived.store, accountId, `use ${index}`, 5, lived.nowMs);
    if (act.kind === 'pack') others.push(...(await sellPack(lived, String(index), act.life)));
    else await perform(lived, act, index);
  }
  await lived.pass(60);
  await lived.hearAll(others);
  await lived.pass(60);
  return { ...(await heldAgainst(lived)), events: lived.stripe.events.length + others.length };
}

async function perform(lived: SubscribedAccount, act: Exclude<Act, { kind: 'pack' }>, index: number): Promise<void> {
  const { stripe } = lived;
  const last = stripe.all.at(-1);
  if (act.kind === 'card') stripe.collects = act.collects === 'pays' ? 'pays' : 'fails';
  if (act.kind === 'subscribe') {
    // Now and then beside one that there is: customers do.
    if (last === undefined || last.status === 'canceled' || index % 3 === 0) lived.subscribe(act.trialDays);
  }
  if (last === undefined) return;
  const { id } = last;
  if (act.kind === 'pay') stripe.pay(id);
  if (act.kind === 'retry') stripe.retry(id, act.last === 'unpaid' || act.last === 'canceled' ? act.last : undefined);
  if (act.kind === 'cancel') stripe.cancel(id, act.when === 'at once' ? 'at once' : 'at period end');
  if (act.kind === 'resume') stripe.resume(id);
  if (act.kind === 'upgrade') {
    stripe.upgrade(id);
    const planId = index % 2 === 0 ? 'business' : 'team';
    await changePlan(lived.store, { ...requestNamed(`plan ${index}`), accountId, planId }, lived.nowMs);
  }
}

/** Sells a pack that is paid, refunded and disputed as its life says; answers the events that tell of it. */
async function sellPack(lived: SubscribedAccount, name: string, life: PaymentLife): Promise<readonly StripeEventOf[]> {
  const price = { millionths: 12_000_000, currency: 'USD' };
  const offer = { packId: 'burst-1000', credits: credits(packCredits), price, accountId, madeAtMs: lived.nowMs };
  await createCheckouts(lived.store.table).save({ ...offer, checkoutId: `cs_${name}`, customerId: 'cus_1' });
  const { events } = livedPayment(name, life);
  const ofCustomer = events.map((event) => {
    const { object } = event.data;
    return { ...event, data: { object: 'customer' in object ? { ...object, customer: 'cus_1' } : object } };
  });
  lived.hearLater(ofCustomer);
  return ofCustomer;
}

async function heldAgainst(lived: SubscribedAccount): Promise<Omit<Lived, 'events'>> {
  const { store, nowMs, deliveries, openings } = lived;
  const { account } = (await currentAccount(store, accountId, nowMs)) ?? fail('the account is gone');
  const { subscriptionId, status, paidUntilMs, endsAtMs } = account.subscription ?? fail('no subscription was told');
  const told = { subscriptionId, status, paidUntilMs, ...present({ endsAtMs }) };
  const stands = lived.standing() ?? fail('Stripe has no subscription');
  if (text(told) !== text(stands)) fail(`the account has ${text(told)}, Stripe ${text(stands)}`);
  const graceMs = ['trialing', 'active', 'past_due'].includes(status) ? 3 * dayMs : 0;
  const untilMs = Math.min(paidUntilMs, endsAtMs ?? paidUntilMs) + graceMs;
  const left = account.grants.filter(({ source }) => source === 'plan').reduce((sum, each) => sum + remaining(each), 0);
  const entries = await ledger(store, accountId);
  // A pack that was charged back is a debt, which plan credits repay first: then none of them may be left.
  const isWrong = nowMs < untilMs ? left === 0 && !entries.some(({ type }) => type === 'chargeback') : left > 0;
  if (isWrong) fail(`paid until ${untilMs}, at ${nowMs} ${left} are left of the plan`);
  const cycles = entries.flatMap(({ type, slices, credits: granted }) =>
    type === 'grant' && granted > 0 && slices.length > 0 ? slices.map(({ grantId }) => grantId) : [],
  );
  const plans = cycles.filter((grantId) => /^plan-\d+$/.test(grantId));
  if (new Set(plans).size !== plans.length) fail(`a cycle was granted twice: ${plans.join()}`);
  const bought = entries
    .flatMap(({ type, ...entry }) =>
      type === 'grant' && 'paymentId' in entry && !('reverses' in entry && entry.reverses !== undefined)
        ? [entry.paymentId]
        : [],
    )
    .filter((paymentId) => paymentId !== undefined);
  if (new Set(bought).size !== bought.length) fail(`a payment bought twice: ${bought.join()}`);
  return { deliveries, openings, entries };
}

function text({ endsAtMs, ...told }: { readonly endsAtMs?: number }): string {
  return JSON.stringify([told, endsAtMs]);
}

function fail(what: string): never {
  throw new Error(what);
}
