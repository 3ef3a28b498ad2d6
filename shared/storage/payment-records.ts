/**
 * Keeps what is known of each payment, in an item of its own. Every write of it is on condition of its version: whoever comes second
 * joins what they know with what the first has stored, so nothing that was learned is lost, in whatever order it is told.
 */
import * as z from 'zod/mini';
import { disputeStates, refundStates } from '../domain/account/payment-fact.ts';
import { emptyRecord, type PaymentRecord } from '../domain/account/payment-record.ts';
import { microcredits } from '../domain/amount.ts';
import { present } from '../domain/present.ts';
import { dayMs } from '../domain/time.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { type Item, paymentRecordKey, reconciledKey } from './table-keys.ts';

/** A record, and how often it was written. */
export interface VersionedRecord {
  readonly record: PaymentRecord;
  readonly version: number;
}

export interface PaymentRecords {
  /** Changes what is known, as often as others change it meanwhile. The very same record is not written again. */
  rewrite(paymentId: string, change: (record: PaymentRecord) => PaymentRecord, nowMs: number): Promise<VersionedRecord>;
  /** Up to when a provider was asked for what it told; undefined where it never was. */
  reconciledUntil(provider: string): Promise<number | undefined>;
  saveReconciled(provider: string, untilMs: number): Promise<void>;
}

/** Writers of one payment at once: its provider's events come within moments of each other. */
const triesMax = 40;
/** A record of a payment that isn't known to have been made is forgotten after so long: others take payments with the same provider. */
const unpaidLifeMs = 90 * dayMs;

export function createPaymentRecords(table: Table): PaymentRecords {
  async function rewrite(
    paymentId: string,
    change: (record: PaymentRecord) => PaymentRecord,
    nowMs: number,
  ): Promise<VersionedRecord> {
    const key = paymentRecordKey(paymentId);
    for (let tries = 0; tries < triesMax; tries += 1) {
      const item = await table.get(key);
      const stored = item === undefined ? { record: emptyRecord(paymentId), version: 0 } : decode(paymentId, item);
      const record = change(stored.record);
      if (record === stored.record) return stored;
      const version = stored.version + 1;
      const outcome = await table.put(
        {
          ...key,
          ...encode(record),
          version,
          ...present({ ttl: record.paid === undefined ? ttlAt(nowMs) : undefined }),
        },
        stored.version === 0 ? { kind: 'absent' } : { kind: 'version', version: stored.version },
      );
      if (outcome.kind === 'stored') return { record, version };
    }
    throw new StoreUnavailable('the record of a payment was too busy');
  }
  return {
    rewrite,
    reconciledUntil: async (provider) => {
      const item = await table.get(reconciledKey(provider));
      return item === undefined ? undefined : parse(storedReconciled, item, 'how far payments are reconciled').untilMs;
    },
    saveReconciled: async (provider, untilMs) => {
      await table.putMany([{ ...reconciledKey(provider), untilMs }]);
    },
  };
}

function ttlAt(nowMs: number): number {
  return Math.ceil((nowMs + unpaidLifeMs) / 1000);
}

const money = z.tuple([whole, z.string()]);
const storedRecord = z.object({
  version: whole,
  paid: z.optional(
    z.object({ checkoutId: z.string(), customerId: z.optional(z.string()), total: money, price: money }),
  ),
  /** id, amount, state, credits once they are reckoned */
  refunds: z.array(
    z.union([
      z.tuple([z.string(), money, z.enum(refundStates)]),
      z.tuple([z.string(), money, z.enum(refundStates), whole]),
    ]),
  ),
  /** id, amount, state, when */
  disputes: z.array(z.tuple([z.string(), money, z.enum(disputeStates), whole])),
  boughtSeq: z.optional(whole),
  told: z.array(z.string()),
});
type Stored = z.infer<typeof storedRecord>;
const storedReconciled = z.object({ untilMs: whole });

function encode({ paid, refunds, disputes, boughtSeq, told }: PaymentRecord): Omit<Stored, 'version'> {
  return {
    ...present({
      paid:
        paid &&
        ({
          checkoutId: paid.checkoutId,
          ...present({ customerId: paid.customerId }),
          total: [paid.total.millionths, paid.total.currency],
          price: [paid.price.millionths, paid.price.currency],
        } satisfies Stored['paid']),
      boughtSeq,
    }),
    refunds: refunds.map(({ refundId, amount: { millionths, currency }, state, credits }) =>
      credits === undefined
        ? [refundId, [millionths, currency], state]
        : [refundId, [millionths, currency], state, credits],
    ),
    disputes: disputes.map(({ disputeId, amount, state, atMs }) => [
      disputeId,
      [amount.millionths, amount.currency],
      state,
      atMs,
    ]),
    told: [...told],
  };
}

function decode(paymentId: string, item: Item): VersionedRecord {
  const { version, paid, refunds, disputes, boughtSeq, told } = parse(storedRecord, item, 'what is known of a payment');
  return {
    version,
    record: {
      paymentId,
      ...present({ paid: paid && paidOf(paid), boughtSeq }),
      refunds: refunds.map(([refundId, amount, state, credits]) => ({
        refundId,
        amount: moneyOf(amount),
        state,
        ...present({ credits: credits === undefined ? undefined : microcredits(credits) }),
      })),
      disputes: disputes.map(([disputeId, amount, state, atMs]) => ({
        disputeId,
        amount: moneyOf(amount),
        state,
        atMs,
      })),
      told,
    },
  };
}

function paidOf({ checkoutId, customerId, total, price }: NonNullable<Stored['paid']>): PaymentRecord['paid'] {
  return { checkoutId, total: moneyOf(total), price: moneyOf(price), ...present({ customerId }) };
}

function moneyOf([millionths, currency]: z.infer<typeof money>): {
  readonly millionths: number;
  readonly currency: string;
} {
  return { millionths, currency };
}
