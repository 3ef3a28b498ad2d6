/** The draft of a refusal in an append: what it says is true of exactly the account that it tells of. */
import type { Account } from '../domain/account/account.ts';
import { available } from '../domain/account/grant.ts';
import { limitsAsked, valueUsed } from '../domain/account/limit.ts';
import type { Refusal } from '../domain/decisions/refusal.ts';
import { type AppendDraft, drafted } from './append-draft.ts';
import { useOf } from './append-kinds.ts';
import type { Change } from './change-outcome.ts';
import { namedCounters } from './escrow.ts';

/** The draft of a change that it refuses, for a reason that can be asked for. */
export function draftOfRefusal({ append, nowMs }: Change, refusal: Refusal, account: Account): AppendDraft | undefined {
  const use = append && useOf(append);
  if (append === undefined || use === undefined) return undefined;
  if (refusal.reason !== 'insufficient-credits' && refusal.reason !== 'limit-reached') return undefined;
  const asked = limitsAsked(account.limits, use);
  const counters = namedCounters(account.limits).filter(({ limitId, value }) =>
    asked.some((limit) => limit.limitId === limitId && (value === undefined || value === valueUsed(limit, use))),
  );
  // A value that nothing is counted of yet has no counter to ask.
  if (counters.length !== asked.length) return undefined;
  const limits = counters.map(({ name, left }) => [name, left] as const);
  const { restore = { packs: [], ways: [] } } = refusal;
  const draft = drafted({ ...append, atMs: nowMs, restore }, 0);
  return draft && { ...draft, lacks: { free: available(account.grants), limits } };
}
