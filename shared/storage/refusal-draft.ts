/** The draft of a refusal in an append: what it says is true of exactly the account that it tells of. */
import type { Account } from '../domain/account/account.ts';
import { available } from '../domain/account/grant.ts';
import { type Limit, valueUsed } from '../domain/account/limit.ts';
import { isFor, type LimitedUse } from '../domain/account/limit-scope.ts';
import type { Refusal } from '../domain/decisions/refusal.ts';
import { present } from '../domain/present.ts';
import { type AppendDraft, drafted } from './append-draft.ts';
import { useOf } from './append-kinds.ts';
import type { Change } from './change-outcome.ts';
import { limitName, limitNamesMax, namedCounters } from './escrow.ts';

/** The draft of a change that it refuses, for a reason that can be asked for. */
export function draftOfRefusal({ append, nowMs }: Change, refusal: Refusal, account: Account): AppendDraft | undefined {
  const use = append && useOf(append);
  if (append === undefined || use === undefined) return undefined;
  const { reason } = refusal;
  if (reason !== 'insufficient-credits' && reason !== 'limit-reached' && reason !== 'too-many-limit-values')
    return undefined;
  const met = namesMet(account.limits, use);
  const left = new Map(namedCounters(account.limits).map((counter) => [counter.name, counter.left]));
  const limits = met.flatMap((name) => {
    const credits = left.get(name);
    return credits === undefined ? [] : [[name, credits] as const];
  });
  const names = met.filter((name) => !left.has(name));
  const isRoom = reason !== 'too-many-limit-values';
  const uncounted = names.length === 0 ? undefined : { names, namesMax: limitNamesMax(account.limits), isRoom };
  const { restore = { packs: [], ways: [] } } = refusal;
  const draft = drafted({ ...append, atMs: nowMs, restore }, 0);
  return draft && { ...draft, lacks: { free: available(account.grants), limits, ...present({ uncounted }) } };
}

/** The names of the counters of a use, whether or not there are any yet. */
function namesMet(limits: readonly Limit[], use: LimitedUse): readonly string[] {
  return limits.flatMap((limit, at) =>
    isFor(limit, use) ? [limitName(at, limit.values && valueUsed(limit, use))] : [],
  );
}
