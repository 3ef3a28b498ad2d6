/** Checkouts that were made, and the customers that accounts are with the payment provider: who a payment is for is read here alone. */
import * as z from 'zod/mini';
import { microcredits } from '../domain/amount.ts';
import type { Checkout } from '../domain/catalogue/checkout.ts';
import { present } from '../domain/present.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { checkoutKey, customerKey, customerOfKey, type Item } from './table-keys.ts';

export interface Checkouts {
  /** Keeps a checkout. One that is kept already stays as it is. */
  save(checkout: Checkout): Promise<void>;
  read(checkoutId: string): Promise<Checkout | undefined>;
  /** The customer that an account is; undefined where it has paid nothing yet. */
  customerOf(accountId: string): Promise<string | undefined>;
  /** The account that a customer is; undefined where it is none, or another account was first. */
  accountOf(customerId: string): Promise<string | undefined>;
  /** Says which customer an account is, once: false where either is another's already. */
  link(accountId: string, customerId: string): Promise<boolean>;
}

export function createCheckouts(table: Table): Checkouts {
  async function putOnce(item: Item): Promise<void> {
    const outcome = await table.put(item, { kind: 'absent' });
    if (outcome.kind === 'in-doubt')
      throw new StoreUnavailable('a checkout or customer was not stored', { cause: outcome.cause });
  }
  async function customerOf(accountId: string): Promise<string | undefined> {
    const item = await table.get(customerOfKey(accountId));
    return item === undefined ? undefined : parse(storedCustomer, item, 'an account’s customer').customerId;
  }
  return {
    save: ({ price, ...checkout }) =>
      putOnce({ ...checkoutKey(checkout.checkoutId), ...checkout, price: [price.millionths, price.currency] }),
    read: async (checkoutId) => {
      const item = await table.get(checkoutKey(checkoutId));
      if (item === undefined) return undefined;
      const { price, credits, count, lifeMs, customerId, topUpRequestId, ...checkout } = parse(
        storedCheckout,
        item,
        'a checkout',
      );
      const [millionths, currency] = price;
      return {
        ...checkout,
        credits: microcredits(credits),
        price: { millionths, currency },
        ...present({ count, lifeMs, customerId, topUpRequestId }),
      };
    },
    customerOf,
    accountOf: async (customerId) => {
      const stored = await table.get(customerKey(customerId));
      if (stored === undefined) return undefined;
      const { accountId } = parse(storedAccount, stored, 'a customer’s account');
      return (await customerOf(accountId)) === customerId ? accountId : undefined;
    },
    link: async (accountId, customerId) => {
      // The customer first: an account that says who it is has a customer that says so too.
      await putOnce({ ...customerKey(customerId), accountId });
      const stored = await table.get(customerKey(customerId));
      if (stored === undefined || parse(storedAccount, stored, 'a customer’s account').accountId !== accountId)
        return false;
      await putOnce({ ...customerOfKey(accountId), customerId });
      return (await customerOf(accountId)) === customerId;
    },
  };
}

const storedCheckout = z.object({
  checkoutId: z.string(),
  accountId: z.string(),
  customerId: z.optional(z.string()),
  packId: z.string(),
  count: z.optional(whole),
  credits: whole,
  lifeMs: z.optional(whole),
  price: z.tuple([whole, z.string()]),
  madeAtMs: whole,
  topUpRequestId: z.optional(z.string()),
});
const storedCustomer = z.object({ customerId: z.string() });
const storedAccount = z.object({ accountId: z.string() });
