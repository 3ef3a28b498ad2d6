import type { Account } from '../account/account.ts';
import { type Limit, roomIn } from '../account/limit.ts';
import type { Microcredits } from '../amount.ts';
import type { Refusal } from './refusal.ts';

/** Names the limit that an amount doesn't pass, and when it begins anew. */
export function limitRefusal(limit: Limit, required: Microcredits, { cycle }: Account): Refusal {
  return {
    reason: 'limit-reached',
    limitId: limit.limitId,
    available: roomIn(limit),
    required,
    renewsAtMs: cycle.endMs,
  };
}
