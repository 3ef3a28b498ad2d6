/** The parts that refunds and chargebacks share: both take back what a payment bought. */

import type { Account } from '../account/account.ts';
import { drawFrom } from '../account/grant.ts';
import { lesser, type Microcredits } from '../amount.ts';
import type { Entry } from '../ledger/entry.ts';
import { present } from '../present.ts';
import type { Rules } from './needs.ts';

/** A payment that was taken back, by its own id. */
export interface PaymentTakenBack {
  readonly paymentId: string;
  readonly reason?: string;
}

/** The part that is left of a purchase: at most its own credits, where its grant holds those of others too. */
export function unspent(account: Account, purchase: Entry, atMost: Microcredits): ReturnType<typeof drawFrom> {
  const [slice] = purchase.slices;
  if (slice === undefined) throw new TypeError(`entry ${purchase.seq} is no purchase`);
  return drawFrom(account.grants, slice.grantId, lesser(atMost, slice.credits));
}

/** The members of the entry that tell of the payment and of what it bought. */
export function takenBack(
  { paymentId, reason }: PaymentTakenBack,
  purchase: Entry,
  { nowMs }: Rules,
): Pick<Entry, 'atMs' | 'paymentId' | 'reverses' | 'packId' | 'reason'> {
  return {
    atMs: nowMs,
    paymentId,
    reverses: purchase.seq,
    ...present({ packId: purchase.packId, reason }),
  };
}
