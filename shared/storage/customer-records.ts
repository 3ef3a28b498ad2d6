/**
 * Keeps what is known of each customer's subscriptions, in an item of its own. Every write of it is on condition of its version, as of
 * payments' records: whoever comes second joins what they know with what the first has stored.
 */
import * as z from 'zod/mini';
import { type CustomerRecord, emptyCustomer, type KnownSubscription } from '../domain/account/customer-record.ts';
import { subscriptionStatuses } from '../domain/account/subscription.ts';
import { present } from '../domain/present.ts';
import { dayMs } from '../domain/time.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { customerPk, type Item, type Key } from './table-keys.ts';

/** A record, how often it was written (never, if that is 0), and that it is kept for ever, if it is. */
export interface VersionedCustomer {
  readonly record: CustomerRecord;
  readonly version: number;
  readonly isKept: boolean;
}

export interface CustomerRecords {
  read(customerId: string): Promise<VersionedCustomer>;
  /**
   * Changes what is known, as often as others change it meanwhile. The very same record is not written again. It is kept for ever where
   * the customer is an account; others may have customers at the same provider.
   */
  rewrite(
    customerId: string,
    change: (record: CustomerRecord) => CustomerRecord,
    options: { readonly isAccount: boolean; readonly nowMs: number },
  ): Promise<VersionedCustomer>;
}

/** Writers of one customer at once: its provider's events come within moments of each other. */
const triesMax = 40;
/** A record of a customer that is no account is forgotten after so long without news. */
const foreignLifeMs = 90 * dayMs;

export function createCustomerRecords(table: Table): CustomerRecords {
  async function read(customerId: string): Promise<VersionedCustomer> {
    const item = await table.get(customerRecordKey(customerId));
    return item === undefined
      ? { record: emptyCustomer(customerId), version: 0, isKept: false }
      : decode(customerId, item);
  }
  return {
    read,
    rewrite: async (customerId, change, { isAccount, nowMs }) => {
      for (let tries = 0; tries < triesMax; tries += 1) {
        const stored = await read(customerId);
        const record = change(stored.record);
        const isKept = isAccount || stored.isKept;
        if (record === stored.record && (isKept === stored.isKept || stored.version === 0)) return stored;
        const version = stored.version + 1;
        const ttl = isKept ? undefined : Math.ceil((nowMs + foreignLifeMs) / 1000);
        const outcome = await table.put(
          { ...customerRecordKey(customerId), ...encode(record), version, ...present({ ttl }) },
          stored.version === 0 ? { kind: 'absent' } : { kind: 'version', version: stored.version },
        );
        if (outcome.kind === 'stored') return { record, version, isKept };
      }
      throw new StoreUnavailable('the record of a customer was too busy');
    },
  };
}

/** @internal */
export function customerRecordKey(customerId: string): Key {
  return { pk: customerPk(customerId), sk: 'RECORD' };
}

const status = z.enum(subscriptionStatuses);
/** Status, when it ended, and what it was before. */
const telling = z.object({ status, endsAtMs: z.optional(whole), statusBefore: z.optional(status) });
const storedRecord = z.object({
  version: whole,
  ttl: z.optional(whole),
  subscriptions: z.array(
    z.object({
      id: z.string(),
      told: z.optional(
        z.object({ createdAtMs: whole, atMs: whole, anchorMs: z.optional(whole), tellings: z.array(telling) }),
      ),
      paidUntilMs: z.optional(whole),
    }),
  ),
});
type Stored = z.infer<typeof storedRecord>;

function encode({ subscriptions }: CustomerRecord): Pick<Stored, 'subscriptions'> {
  return {
    subscriptions: subscriptions.map(({ subscriptionId, told, paidUntilMs }) => ({
      id: subscriptionId,
      ...present({ told: told && { ...told, tellings: [...told.tellings] }, paidUntilMs }),
    })),
  };
}

function decode(customerId: string, item: Item): VersionedCustomer {
  const { version, ttl, subscriptions } = parse(storedRecord, item, 'what is known of a customer');
  return { version, isKept: ttl === undefined, record: { customerId, subscriptions: subscriptions.map(decodeKnown) } };
}

function decodeKnown({ id, told, paidUntilMs }: Stored['subscriptions'][number]): KnownSubscription {
  return {
    subscriptionId: id,
    ...present({
      told: told && {
        ...{ createdAtMs: told.createdAtMs, atMs: told.atMs, ...present({ anchorMs: told.anchorMs }) },
        tellings: told.tellings.map(({ status: stands, ...of }) => ({ status: stands, ...present(of) })),
      },
      paidUntilMs,
    }),
  };
}
