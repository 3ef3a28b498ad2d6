/// <reference types="zod-openapi" />
/** The bodies that tell of payments. */
import * as z from 'zod/mini';
import { credits, disputeId, packId, paymentId, refundId, shortText } from '../fields.ts';
import { paid } from './money.ts';

const reason = z.exactOptional(shortText('Why.', 'the customer asked for it'));

export const purchaseBody = z.strictObject({ packId, paymentId, paid: z.exactOptional(paid) });

export const refundBody = z.strictObject({
  credits: z.exactOptional(credits),
  refundId: z.exactOptional(refundId),
  reason,
});

/** The body of a chargeback, and of its end. */
export const disputeBody = z.strictObject({ disputeId: z.exactOptional(disputeId), reason });
