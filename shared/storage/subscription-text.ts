/** A subscription as entries and accounts keep it: id, status, paid until, covered until, null where nothing ends that, and when it was ended if it was. */
import * as z from 'zod/mini';
import { subscriptionStatuses, type ToldSubscription } from '../domain/account/subscription.ts';
import { present } from '../domain/present.ts';
import { whole } from './stored-parts.ts';

export const storedSubscription = z.tuple([
  z.string(),
  z.enum(subscriptionStatuses),
  z.int(),
  z.nullable(z.int()),
  z.optional(whole),
]);
type StoredSubscription = z.infer<typeof storedSubscription>;

export function toStoredSubscription(told: ToldSubscription): StoredSubscription {
  const { subscriptionId, status, paidUntilMs, coveredUntilMs = null, endsAtMs } = told;
  const always = [subscriptionId, status, paidUntilMs, coveredUntilMs] as const;
  return endsAtMs === undefined ? [...always] : [...always, endsAtMs];
}

export function toSubscription([
  id,
  status,
  paidUntilMs,
  coveredUntilMs,
  endsAtMs,
]: StoredSubscription): ToldSubscription {
  return {
    ...{ subscriptionId: id, status, paidUntilMs },
    ...present({ endsAtMs, coveredUntilMs: coveredUntilMs ?? undefined }),
  };
}
