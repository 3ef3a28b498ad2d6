/** Effects of entries on spending limits, and of what gives back to them. */
import type { Account } from '../../account/account.ts';
import { putBack } from '../../account/give-back.ts';
import { withOutflows } from '../../account/grant.ts';
import { idsOf, limitsFor, limitsSince, moveLimits } from '../../account/limit.ts';
import { microcredits, minus, noCredits } from '../../amount.ts';
import type { EntryOf } from '../../ledger/entry.ts';
import { present } from '../../present.ts';
import { changedGrants } from './grants.ts';
import { type Replayed, withAccount } from './replayed.ts';

/**
 * Gives back what a reversal says. Limits count less of what they would have counted as a debit: which of them counted a hold
 * isn't on the entry.
 */
export function reversed(entry: EntryOf<'reversal'>, from: Replayed): Replayed {
  const { account } = from;
  const back = putBack(account.grants, entry.slices);
  const grants = changedGrants(back.grants, entry.returned ?? [], (grant, credits) =>
    withOutflows(grant, { repaidOverrun: microcredits(-credits) }),
  );
  // A limit counts what was used in this cycle: since the plan's credits of it were granted.
  const firstSeq = account.grants.find(({ grantId }) => grantId === `plan-${account.cycle.index}`)?.createdSeq ?? 0;
  const own = limitsFor(limitsSince(account.limits, entry.reverses), entry);
  const limits = moveLimits(account.limits, entry.reverses >= firstSeq ? idsOf(own) : [], { used: -entry.credits });
  const overrun = minus(account.overrun, entry.overrun ?? noCredits);
  return withAccount(from, { ...account, grants, limits, overrun, debt: minus(account.debt, back.repaidDebt) });
}

export function limited({ limit: { limitId, credits, ...scope }, seq }: EntryOf<'limit'>, from: Replayed): Replayed {
  const { account } = from;
  const before = account.limits.find((limit) => limit.limitId === limitId);
  const others = account.limits.filter((limit) => limit !== before);
  if (credits === undefined) return withAccount(from, { ...account, limits: others });
  const isSame = before !== undefined && isSameScope(before, scope);
  const { used, held, sinceSeq } = isSame ? before : { used: noCredits, held: noCredits, sinceSeq: seq };
  const limit = { limitId, ...scope, credits, used, held, ...present({ sinceSeq }) };
  return withAccount(from, { ...account, limits: [...others, limit] });
}

export function isSameScope(
  a: Omit<Account['limits'][number], 'limitId' | 'credits' | 'used' | 'held'>,
  b: typeof a,
): boolean {
  return (
    a.category === b.category && a.dimension?.name === b.dimension?.name && a.dimension?.value === b.dimension?.value
  );
}
