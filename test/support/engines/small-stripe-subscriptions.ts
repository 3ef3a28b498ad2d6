/**
 * Subscriptions at the small Stripe: what becomes of them, the events that tell of it, and lists of them, at a clock that a test moves. As
 * Stripe's billing does (docs.stripe.com/billing/subscriptions/overview): one that is subscribed is `incomplete` until it is paid, a renewal is
 * collected an hour after its period began, and a payment that failed is tried again until the subscription is `unpaid` or `canceled`.
 */
import { present } from '../../../shared/domain/present.ts';
import { eventOf, type StripeEventOf } from '../builders/stripe-objects.ts';
import {
  type InvoiceLine,
  type InvoiceState,
  invoiceOf,
  type StripeForm,
  type SubscriptionState,
  subscriptionOf,
} from '../builders/stripe-subscription-objects.ts';

const daySeconds = 86_400;
export const periodSeconds = 30 * daySeconds;
const collectedAfterSeconds = 3_600;
const priceCents = 2_000;

/** A customer's means of payment, as it is when it is asked. */
export type Collects = 'pays' | 'fails';

export class StripeSubscriptions {
  /** All that was told so far, in the order in which it happened. */
  readonly events: StripeEventOf[] = [];
  readonly invoices: InvoiceState[] = [];
  /** How payments without the customer end from now on. */
  collects: Collects = 'pays';
  readonly #known = new Map<string, SubscriptionState>();
  readonly #form: StripeForm;
  #now: number;

  constructor(startSeconds: number, form: StripeForm = 'basil') {
    this.#now = startSeconds;
    this.#form = form;
  }

  /** The clock, in seconds. */
  get now(): number {
    return this.#now;
  }

  get all(): readonly SubscriptionState[] {
    return [...this.#known.values()];
  }

  of(id: string): SubscriptionState {
    const found = this.#known.get(id);
    if (found === undefined) throw new Error(`there is no subscription ${id}`);
    return found;
  }

  /** The end of the newest period that was paid for, in seconds; undefined where none was. */
  paidUntil(id: string): number | undefined {
    const paid = this.invoices.filter(({ subscription, status }) => subscription === id && status === 'paid');
    const ends = paid.flatMap(({ lines }) => lines.filter(({ isProration }) => isProration !== true));
    return ends.length === 0 ? undefined : Math.max(...ends.map(({ end }) => end));
  }

  /** Lets time pass: trials end, periods are renewed and collected, and what is to be canceled at its period's end is. */
  pass(seconds: number): void {
    const until = this.#now + seconds;
    for (;;) {
      const [first] = [...this.#known.keys()]
        .map((id) => this.#nextOf(id))
        .filter((next) => next !== undefined && next.at <= until)
        .toSorted((a, b) => (a?.at ?? 0) - (b?.at ?? 0));
      if (first === undefined) break;
      this.#now = Math.max(this.#now, first.at);
      first.does();
    }
    this.#now = until;
  }

  subscribe({ customer, trialDays }: { readonly customer: string; readonly trialDays?: number }): string {
    const id = `sub_${this.#known.size + 1}_${customer}`;
    const now = this.#now;
    const periodEnd = now + (trialDays === undefined ? periodSeconds : trialDays * daySeconds);
    const status = trialDays === undefined ? 'incomplete' : 'trialing';
    const trial = trialDays === undefined ? {} : { trialEnd: periodEnd };
    this.#known.set(id, { id, customer, status, created: now, periodStart: now, periodEnd, ...trial });
    this.#change(id, {}, 'created');
    this.#bill(id, trialDays === undefined ? priceCents : 0);
    if (trialDays !== undefined) this.#settle(id);
    else if (this.collects === 'pays') this.#collect(id);
    return id;
  }

  /** Pays the invoice that is open, if one is. */
  pay(id: string): void {
    if (this.#openInvoice(id) === undefined || this.of(id).status === 'canceled') return;
    this.#settle(id);
    if (['incomplete', 'past_due', 'unpaid'].includes(this.of(id).status)) this.#change(id, { status: 'active' });
  }

  /** Tries what failed again; with `last` for the last time. */
  retry(id: string, last?: 'unpaid' | 'canceled'): void {
    if (this.of(id).status !== 'past_due') return;
    this.#collect(id);
    if (this.of(id).status !== 'past_due' || last === undefined) return;
    if (last === 'canceled') this.#end(id);
    else this.#change(id, { status: 'unpaid' });
  }

  /** Takes a price twice as high, and pays for the rest of the period, where the period itself was paid. */
  upgrade(id: string): void {
    if (this.of(id).status !== 'active') return;
    this.#change(id, {});
    if (this.#openInvoice(id) !== undefined) return;
    const rest = { start: this.#now, end: this.of(id).periodEnd, isProration: true };
    this.#invoice(id, [
      { ...rest, cents: -priceCents },
      { ...rest, cents: 2 * priceCents },
    ]);
    this.#settle(id);
  }

  cancel(id: string, when: 'at once' | 'at period end'): void {
    if (this.of(id).status === 'canceled') return;
    if (when === 'at once') this.#end(id);
    else this.#change(id, { cancelAtPeriodEnd: true });
  }

  /** Takes back a cancellation that is still to come, or goes on after a pause. */
  resume(id: string): void {
    const { status, cancelAtPeriodEnd } = this.of(id);
    if (status === 'paused') {
      const period = { periodStart: this.#now, periodEnd: this.#now + periodSeconds };
      this.#change(id, { status: 'active', ...period }, 'resumed');
      this.#bill(id);
      this.#collect(id);
    } else if (status !== 'canceled' && cancelAtPeriodEnd === true) this.#change(id, { cancelAtPeriodEnd: false });
  }

  #tell(type: string, object: Readonly<Record<string, unknown>>, previous?: object): void {
    const data = { object, ...present({ previous_attributes: previous }) };
    this.events.push(eventOf(type, object, { created: this.#now, data }));
  }

  #change(id: string, over: Partial<SubscriptionState>, kind = 'updated'): void {
    const before = this.of(id);
    this.#known.set(id, { ...before, ...over });
    const previous = over.status !== undefined && over.status !== before.status ? { status: before.status } : {};
    const isNew = kind === 'created';
    this.#tell(`customer.subscription.${kind}`, subscriptionOf(this.of(id), this.#form), isNew ? undefined : previous);
  }

  #bill(id: string, cents = priceCents): void {
    const { periodStart, periodEnd } = this.of(id);
    this.#invoice(id, [{ start: periodStart, end: periodEnd, cents }]);
  }

  #invoice(id: string, lines: readonly InvoiceLine[]): void {
    const { customer } = this.of(id);
    const name = `in_${this.invoices.length + 1}_${id}`;
    this.invoices.push({ id: name, subscription: id, customer, created: this.#now, status: 'open', lines });
  }

  #openInvoice(id: string): InvoiceState | undefined {
    return this.invoices.findLast(({ subscription, status }) => subscription === id && status === 'open');
  }

  #settle(id: string): void {
    const open = this.#openInvoice(id);
    if (open === undefined) return;
    const paid: InvoiceState = { ...open, status: 'paid' };
    this.invoices.splice(this.invoices.indexOf(open), 1, paid);
    this.#tell('invoice.paid', invoiceOf(paid, this.#form));
    this.#tell('invoice.payment_succeeded', invoiceOf(paid, this.#form));
  }

  #collect(id: string): void {
    const { status } = this.of(id);
    if (this.collects === 'pays') {
      this.#settle(id);
      if (status !== 'active') this.#change(id, { status: 'active' });
    } else if (status === 'active' || status === 'trialing') this.#change(id, { status: 'past_due' });
  }

  #end(id: string): void {
    this.#change(id, { status: 'canceled', endedAt: this.#now }, 'deleted');
  }

  #renew(id: string): void {
    const { cancelAtPeriodEnd, periodEnd, status } = this.of(id);
    if (cancelAtPeriodEnd === true) this.#end(id);
    else if (status === 'trialing' && this.collects === 'fails') this.#change(id, { status: 'paused' }, 'paused');
    else {
      const next = { periodStart: periodEnd, periodEnd: periodEnd + periodSeconds };
      this.#change(id, { ...next, ...(status === 'trialing' ? { status: 'active' } : {}) });
      // An unpaid one's invoices stay drafts.
      if (status !== 'unpaid') this.#bill(id);
    }
  }

  /** The next thing that happens by itself, and when. */
  #nextOf(id: string): { readonly at: number; readonly does: () => void } | undefined {
    const { status, periodEnd } = this.of(id);
    if (status === 'canceled' || status === 'incomplete' || status === 'paused') return undefined;
    const last = this.invoices.findLast(({ subscription }) => subscription === id);
    if (last?.status === 'open' && status === 'active')
      return { at: last.created + collectedAfterSeconds, does: () => this.#collect(id) };
    return { at: periodEnd, does: () => this.#renew(id) };
  }
}
