/** The parts that refunds and chargebacks share: both take back what a payment bought. */

import type { Account } from '../account/account.ts';
import { type Drawn, takeBack } from '../account/draw.ts';
import { hasEnded, remaining, type Slice } from '../account/grant.ts';
import { lesser, type Microcredits, noCredits } from '../amount.ts';
import type { Entry } from '../ledger/entry.ts';
import { chargebackMark, disputedMark, type Mark, paymentMark, refundMark, reinstatementMark } from '../ledger/mark.ts';
import { present } from '../present.ts';
import type { Findings, Rules } from './needs.ts';

/** A payment that was taken back, by its own id. */
export interface PaymentTakenBack {
  readonly paymentId: string;
  readonly reason?: string;
}

/** The marks that tell how a purchase stands. */
export function standingMarks(paymentId: string): readonly string[] {
  return [paymentMark, refundMark, chargebackMark, disputedMark, reinstatementMark].map((markOf) => markOf(paymentId));
}

/** The newest chargeback of a purchase. */
export function newestChargeback({ mark }: Pick<Findings, 'mark'>, paymentId: string): Mark | undefined {
  return later(mark(chargebackMark(paymentId)), mark(disputedMark(paymentId)));
}

/** Its entry. */
export function chargebackOf({ markedEntry }: Pick<Findings, 'markedEntry'>, paymentId: string): Entry | undefined {
  return later(markedEntry(chargebackMark(paymentId)), markedEntry(disputedMark(paymentId)));
}

function later<T extends Pick<Mark, 'seq'>>(a: T | undefined, b: T | undefined): T | undefined {
  return a !== undefined && (b === undefined || b.seq < a.seq) ? a : b;
}

/** Tells whether a purchase is charged back, and has not been granted again since. */
export function isTakenBack(chargeback: Pick<Mark, 'seq'> | undefined, again: Pick<Mark, 'seq'> | undefined): boolean {
  return chargeback !== undefined && (again === undefined || again.seq < chargeback.seq);
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
