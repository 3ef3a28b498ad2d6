/**
 * A subscription as entries and accounts keep it: id, status, paid until, covered until, null where nothing ends that, when it was ended,
 * null where it wasn't and there is more, and an instant at which a period begins.
 */
import * as z from 'zod/mini';
import { subscriptionStatuses, type ToldSubscription } from '../domain/account/subscription.ts';
import { present } from '../domain/present.ts';
import { whole } from './stored-parts.ts';

export const storedSubscription = z.tuple([
  z.string(),
  z.enum(subscriptionStatuses),
  z.int(),
  z.nullable(z.int()),
  z.optional(z.nullable(whole)),
  z.optional(whole),
]);
type StoredSubscription = z.infer<typeof storedSubscription>;

export function toStoredSubscription(told: ToldSubscription): StoredSubscription {
  const { subscriptionId, status, paidUntilMs, coveredUntilMs = null, endsAtMs, anchorMs } = told;
  const always = [subscriptionId, status, paidUntilMs, coveredUntilMs] as const;
  if (anchorMs !== undefined) return [...always, endsAtMs ?? null, anchorMs];
  return endsAtMs === undefined ? [...always] : [...always, endsAtMs];
}

export function toSubscription([
  id,
  status,
  paidUntilMs,
  coveredUntilMs,
  endsAtMs,
  anchorMs,
]: StoredSubscription): ToldSubscription {
  return {
    ...{ subscriptionId: id, status, paidUntilMs },
    ...present({ endsAtMs: endsAtMs ?? undefined, anchorMs, coveredUntilMs: coveredUntilMs ?? undefined }),
  };
}
