/** The parts that refunds and chargebacks share: both take back what a payment bought. */

import type { Account } from '../account/account.ts';
import { type Drawn, takeBack } from '../account/draw.ts';
import { hasEnded, remaining, type Slice } from '../account/grant.ts';
import { lesser, type Microcredits, noCredits } from '../amount.ts';
import type { Entry } from '../ledger/entry.ts';
import { present } from '../present.ts';
import type { Rules } from './needs.ts';

/** A payment that was taken back, by its own id. */
export interface PaymentTakenBack {
  readonly paymentId: string;
  readonly reason?: string;
}

/** Takes what is left of a purchase: at most its own credits, where its grant holds those of others too. */
export function takeUnspent({ grants }: Account, purchase: Entry, atMost: Microcredits): Drawn {
  return takeBack(grants, grantOf(purchase).grantId, atMost);
}

/** The credits that are left of a purchase of which so much is still to be taken back. */
export function unspentOf({ grants }: Account, purchase: Entry, atMost: Microcredits): Microcredits {
  const { grantId } = grantOf(purchase);
  const grant = grants.find((each) => each.grantId === grantId && !hasEnded(each));
  return grant === undefined ? noCredits : lesser(remaining(grant), atMost);
}

/** The sum that was refunded of a purchase, by its newest refund. One that doesn't say was the only one. */
export function refundedBy(newest: Entry | undefined): Microcredits {
  return newest === undefined ? noCredits : (newest.inAll?.credits ?? newest.credits);
}

function grantOf(purchase: Entry): Slice {
  const [slice] = purchase.slices;
  if (slice === undefined) throw new TypeError(`entry ${purchase.seq} is no purchase`);
  return slice;
}

/** The members of the entry that tell of the payment and of what it bought. */
export function paymentMembers(
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
