import type { PaymentFact } from '../../domain/account/payment-fact.ts';
import { type PaymentRecord, withFact } from '../../domain/account/payment-record.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Checkout } from '../../domain/catalogue/checkout.ts';
import type { Request } from '../../domain/decisions/decision.ts';
import type { Outcome } from '../../domain/decisions/outcome.ts';
import { courseOf, type PaymentFinding, type PaymentStep, withShares } from '../../domain/decisions/payment-steps.ts';
import { fingerprint } from '../../domain/fingerprint.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import { present } from '../../domain/present.ts';
import type { Signal } from '../../domain/projections/signal.ts';
import type { EventBus } from '../../ports/event-bus.ts';
import type { PaymentProvider } from '../../ports/payment-provider.ts';
import { createCheckouts } from '../../storage/checkouts.ts';
import { createPaymentRecords, type VersionedRecord } from '../../storage/payment-records.ts';
import type { CreditStore } from '../../storage/store.ts';
import { StoreUnavailable } from '../../storage/table.ts';
import { chargeBackPurchase } from '../charge-back-purchase.ts';
import { purchasePack } from '../purchase-pack.ts';
import { refundPurchase } from '../refund-purchase.ts';
import { reinstatePurchase } from '../reinstate-purchase.ts';
import { settleCustomer } from './settle-customer.ts';

/** Rounds of a payment whose record changes while what follows from it is carried out. */
const roundsMax = 20;

/** The services that payments are settled with. */
export interface Settling {
  readonly store: CreditStore;
  readonly bus: EventBus;
  readonly payments: PaymentProvider | undefined;
}

export interface Told {
  readonly fact: PaymentFact;
  /** The checkout of a payment that was made. */
  readonly checkout?: Checkout;
}

/**
 * Learns a fact, and carries out what follows from all that is known of its payment: again, as long as somebody else learned more
 * meanwhile. So whoever is last has seen all of it. Answers how many findings people were told of.
 */
export async function settlePayment(services: Settling, { fact, checkout }: Told, nowMs: number): Promise<number> {
  const { store } = services;
  const records = createPaymentRecords(store.table);
  const rewrite = (change: (record: PaymentRecord) => PaymentRecord): Promise<VersionedRecord> =>
    records.rewrite(fact.paymentId, change, nowMs);
  let known = await rewrite((record) => withFact(record, fact));
  const bought = checkout ?? (await checkoutOf(services, known.record));
  if (bought === undefined) return 0;
  let found = 0;
  for (let rounds = 0; rounds < roundsMax; rounds += 1) {
    known = await rewrite((record) => withShares(record, bought.credits));
    const { seq, findings } = await carryOut(services, { ...known, checkout: bought, nowMs });
    const news = findings.filter((finding) => !known.record.told.includes(finding));
    await services.bus.publish(
      news.map((finding) => signalOf(finding, { record: known.record, checkout: bought, nowMs })),
    );
    found += news.length;
    const after = await rewrite((record) => withOutcome(record, seq, news));
    if (courseText(after.record, bought) === courseText(known.record, bought)) return found;
  }
  throw new StoreUnavailable('a payment changed as often as it was settled');
}

/** All that follows from a record, to tell whether anything more does than before. */
function courseText(record: PaymentRecord, checkout: Checkout): string {
  return canonicalJson(courseOf(withShares(record, checkout.credits), checkout));
}

async function checkoutOf({ store }: Settling, { paid }: PaymentRecord): Promise<Checkout | undefined> {
  return paid && createCheckouts(store.table).read(paid.checkoutId);
}

interface Course extends VersionedRecord {
  readonly checkout: Checkout;
  readonly nowMs: number;
}

interface Carried {
  /** The entry of the purchase. */
  readonly seq?: number;
  readonly findings: readonly PaymentFinding[];
}

async function carryOut(services: Settling, course: Course): Promise<Carried> {
  const { record, checkout } = course;
  const { steps, findings } = courseOf(record, checkout);
  const more: PaymentFinding[] = [];
  let seq = record.boughtSeq;
  for (const step of steps) {
    if (step.kind === 'purchase' && seq !== undefined) continue;
    const outcome = await takeStep(services, step, course);
    if (outcome.kind === 'invalid') throw new TypeError(`a payment's ${step.kind} is never invalid`);
    if (step.kind === 'purchase') {
      if (outcome.kind === 'refused') return { findings: ['purchase-refused'] };
      seq = outcome.value.seq;
      await linkCustomer(services, course);
    }
    if (step.kind === 'refund' && isBeyondUnspent(step, outcome, record)) more.push('refund-beyond-unspent');
  }
  return { ...present({ seq }), findings: [...findings, ...more] };
}

/** A refund that took less than its share, though nothing else has taken the purchase back. */
function isBeyondUnspent(
  { credits }: Extract<PaymentStep, { kind: 'refund' }>,
  outcome: Outcome<Entry>,
  { disputes }: PaymentRecord,
): boolean {
  if (disputes.some(({ state }) => state !== 'won')) return false;
  return outcome.kind !== 'done' || outcome.value.credits < credits;
}

/** Each request has a key of its own for all that was known when it was asked; what it does once, it does once by its payment's own marks. */
async function takeStep(services: Settling, step: PaymentStep, course: Course): Promise<Outcome<Entry>> {
  const { store, payments } = services;
  const { record, version, checkout, nowMs } = course;
  const { paymentId } = record;
  const ask = (id: string): Request & { accountId: string; paymentId: string } => ({
    accountId: checkout.accountId,
    paymentId,
    caller: `payments/${payments?.name ?? 'none'}`,
    idempotencyKey: `${step.kind}:${id}:${version}`,
    fingerprint: fingerprint(step.kind, { paymentId, id }),
  });
  switch (step.kind) {
    case 'purchase': {
      const { packId, credits, lifeMs } = checkout;
      const paid = record.paid && { ...record.paid.total, ...present({ fee: await feeOf(payments, paymentId) }) };
      const agreed = { credits, ...present({ lifeMs }) };
      return purchasePack(store, { ...ask(checkout.checkoutId), packId, agreed, ...present({ paid }) }, nowMs);
    }
    case 'chargeback':
      return chargeBackPurchase(store, { ...ask(step.disputeId), disputeId: step.disputeId }, nowMs);
    case 'reinstatement':
      return reinstatePurchase(store, { ...ask(step.disputeId), disputeId: step.disputeId }, nowMs);
    case 'refund':
      return refundPurchase(
        store,
        { ...ask(step.refundId), refundId: step.refundId, credits: step.credits, isAtMost: true },
        nowMs,
      );
    default:
      return step satisfies never;
  }
}

/** A provider that can't say what it kept holds up no purchase. */
async function feeOf(payments: PaymentProvider | undefined, paymentId: string) {
  return payments?.feeOf(paymentId).catch(() => undefined);
}

/** A customer whose subscription is known by then pays for the account's plan with it. */
async function linkCustomer({ store, payments }: Settling, { record, checkout, nowMs }: Course): Promise<void> {
  const customerId = record.paid?.customerId;
  if (customerId === undefined) return;
  if (await createCheckouts(store.table).link(checkout.accountId, customerId))
    await settleCustomer({ store, payments }, { customerId, facts: [] }, nowMs);
}

function withOutcome(record: PaymentRecord, seq: number | undefined, news: readonly string[]): PaymentRecord {
  const { boughtSeq, told } = record;
  if (boughtSeq === seq && news.every((finding) => told.includes(finding))) return record;
  return { ...record, ...present({ boughtSeq: seq ?? boughtSeq }), told: [...new Set([...told, ...news])] };
}

function signalOf(
  finding: PaymentFinding,
  { record: { paymentId }, checkout, nowMs }: Pick<Course, 'record' | 'checkout' | 'nowMs'>,
): Signal {
  const { accountId, checkoutId, packId } = checkout;
  return {
    kind: 'payment-in-question',
    id: `payment/${paymentId}/${finding}`,
    accountId,
    atMs: nowMs,
    paymentId,
    checkoutId,
    packId,
    finding,
  };
}
