/**
 * An account whose plan a subscription at the small Stripe pays for, and time for both. What Stripe tells is delivered when its draw says,
 * and laws are held against the account at every delivery: none of the plan's credits beyond what was paid and the grace, and an open gate within
 * five seconds of a payment.
 */

import { remaining } from '../../../shared/domain/account/grant.ts';
import type { Subscription } from '../../../shared/domain/account/subscription.ts';
import { present } from '../../../shared/domain/present.ts';
import { dayMs } from '../../../shared/domain/time.ts';
import { settleCustomer } from '../../../shared/operations/charging/settle-customer.ts';
import { checkAccess } from '../../../shared/operations/check-access.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { currentAccount } from '../../../shared/operations/reading/current-account.ts';
import { settlePayments } from '../../../shared/operations/settle-payments.ts';
import { factsOfEvent, stripeEvent } from '../../../shared/runtime/payments/stripe-events.ts';
import { createCheckouts } from '../../../shared/storage/checkouts.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import { credits, plan, requestNamed, startMs } from '../builders/fixtures.ts';
import type { StripeEventOf } from '../builders/stripe-objects.ts';
import { delaysOf } from '../builders/subscription-lives.ts';
import { ledger } from '../builders/write-path.ts';
import { createMemoryTable } from '../engines/memory-table.ts';
import { StripeSubscriptions } from '../engines/small-stripe-subscriptions.ts';

const graceMs = 3 * dayMs;
const opensWithinMs = 5_000;
const customer = 'cus_1';
export const accountId = 'acme';

interface Happening {
  readonly atMs: number;
  readonly happens: (nowMs: number) => Promise<void>;
}

export class SubscribedAccount {
  readonly store: CreditStore;
  readonly stripe: StripeSubscriptions;
  deliveries = 0;
  openings = 0;
  readonly #random: () => number;
  #waiting: Happening[] = [];
  #scheduled = 0;
  #isLinked = false;
  /** Periods that were paid, and when. */
  readonly #paid: { readonly atMs: number; readonly untilMs: number }[] = [];

  private constructor(form: 'basil' | 'before', random: () => number) {
    this.store = createStore(createMemoryTable(), { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
    this.stripe = new StripeSubscriptions(startMs / 1_000, form);
    this.#random = random;
  }

  static async open(form: 'basil' | 'before', random: () => number): Promise<SubscribedAccount> {
    const opened = new SubscribedAccount(form, random);
    await opened.store.catalogue.addPlan(plan());
    await opened.store.catalogue.addPlan(plan({ planId: 'business', credits: credits(2_000) }));
    const command = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs };
    await openAccount(opened.store, command, startMs);
    return opened;
  }

  get nowMs(): number {
    return this.stripe.now * 1_000;
  }

  /** Says that the account is the customer, who may have subscribed long before. */
  async link(): Promise<void> {
    await createCheckouts(this.store.table).link(accountId, customer);
    this.#isLinked = true;
    const services = { store: this.store, payments: undefined };
    await settleCustomer(services, { customerId: customer, facts: [] }, this.nowMs);
  }

  subscribe(trialDays: number | undefined): void {
    this.stripe.subscribe({ customer, ...present({ trialDays }) });
  }

  /** Lets time pass for all: what happens meanwhile happens in order. */
  async pass(seconds: number): Promise<void> {
    this.stripe.pass(seconds);
    this.#schedule();
    for (;;) {
      const next = this.#waiting.filter(({ atMs }) => atMs <= this.nowMs).toSorted((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((each) => each !== next);
      await next.happens(next.atMs);
      await this.#holdsLaw(next.atMs);
    }
    await this.#holdsLaw(this.nowMs);
  }

  /** Hears of other events at random times from now on. */
  hearLater(events: readonly StripeEventOf[]): void {
    for (const event of events)
      for (const delay of delaysOf(this.#random, false)) this.#await(this.nowMs + delay, [event]);
  }

  /** Hears everything once more, in an order of its own, as it is listed. */
  async hearAll(others: readonly StripeEventOf[]): Promise<void> {
    const all = [...this.stripe.events, ...others].map((event) => ({ event, rank: this.#random() }));
    for (const { event } of all.toSorted((a, b) => a.rank - b.rank)) await this.#hear([event], this.nowMs);
  }

  /** The subscription that stands at Stripe, by its own state alone. */
  standing(): Subscription | undefined {
    const all = this.stripe.all.map(({ id, status, created, endedAt }) => {
      const paidUntilMs = (this.stripe.paidUntil(id) ?? created) * 1_000;
      const lastSeconds = this.stripe.events.findLast(({ data }) => data.object['id'] === id)?.created ?? created;
      const endsAt = status === 'canceled' ? endedAt : status === 'paused' ? lastSeconds : undefined;
      const endsAtMs = endsAt === undefined ? undefined : endsAt * 1_000;
      const stands = { subscriptionId: id, status, paidUntilMs, ...present({ endsAtMs }) };
      return { stands: stands as Subscription, aheadMs: Math.min(paidUntilMs, endsAtMs ?? paidUntilMs), created };
    });
    return all.toSorted((a, b) => b.aheadMs - a.aheadMs || b.created - a.created)[0]?.stands;
  }

  #schedule(): void {
    const news = this.stripe.events.slice(this.#scheduled);
    this.#scheduled = this.stripe.events.length;
    for (const [atSeconds, events] of Map.groupBy(news, ({ created }) => created)) {
      const isPrompt = this.#random() < 0.7;
      for (const event of events)
        for (const delay of delaysOf(this.#random, isPrompt)) this.#await(atSeconds * 1_000 + delay, [event]);
      for (const fact of events.flatMap((event) => factsOfEvent(stripeEvent.parse(event)))) {
        if (fact.kind !== 'period-paid') continue;
        this.#paid.push({ atMs: atSeconds * 1_000, untilMs: fact.untilMs });
        if (!isPrompt || !this.#isLinked) continue;
        const atMs = atSeconds * 1_000 + opensWithinMs;
        this.#waiting.push({ atMs, happens: (nowMs) => this.#opens(fact.subscriptionId, fact.untilMs, nowMs) });
      }
    }
  }

  #await(atMs: number, events: readonly StripeEventOf[]): void {
    this.#waiting.push({ atMs: Math.max(atMs, startMs), happens: (nowMs) => this.#hear(events, nowMs) });
  }

  async #hear(events: readonly StripeEventOf[], nowMs: number): Promise<void> {
    this.deliveries += events.length;
    const facts = events.flatMap((event) => factsOfEvent(stripeEvent.parse(event)));
    await settlePayments({ store: this.store, bus: { publish: async () => {} }, payments: undefined }, facts, nowMs);
  }

  /** Finds that what was paid is open, unless it is over or was ended meanwhile. */
  async #opens(id: string, untilMs: number, nowMs: number): Promise<void> {
    const { endedAt } = this.stripe.of(id);
    if (untilMs <= nowMs || (endedAt !== undefined && endedAt * 1_000 <= nowMs)) return;
    const answer = await checkAccess(this.store, { accountId, category: 'ai' }, nowMs);
    const verdict = answer.kind === 'done' ? answer.value.verdicts.ai : undefined;
    const isOwed = (await ledger(this.store, accountId)).some(({ type }) => type === 'chargeback');
    // A pack that was charged back is a debt, which plan credits repay first: it may close the gate, but not for want of a payment.
    const isOpen = verdict?.isAllowed === true || (isOwed && verdict?.reason === 'exhausted');
    if (!isOpen)
      throw new Error(`${opensWithinMs} ms after a payment for ${id} the gate says ${JSON.stringify(answer)}`);
    this.openings += 1;
  }

  async #holdsLaw(nowMs: number): Promise<void> {
    const account = (await currentAccount(this.store, accountId, nowMs))?.account;
    if (account?.subscription === undefined) return;
    const untilMs = Math.max(startMs, ...this.#paid.filter(({ atMs }) => atMs <= nowMs).map((paid) => paid.untilMs));
    if (nowMs < untilMs + graceMs) return;
    const left = account.grants.filter(({ source }) => source === 'plan').map(remaining);
    if (left.some((each) => each > 0)) throw new Error(`at ${nowMs} plan credits are left, paid until ${untilMs}`);
  }
}
