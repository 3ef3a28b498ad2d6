import type { Account } from './account.ts';
import type { Microcredits } from './amount.ts';
import { type Limit, roomIn } from './limit.ts';
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
