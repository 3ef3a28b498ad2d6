/** Effects of entries on spending limits, and of what gives back to them. */
import { taken } from '../../account/draw.ts';
import { putBack } from '../../account/give-back.ts';
import { withOutflows } from '../../account/grant.ts';
import { idsOf, limitsFor, limitsSince, moveLimits, withLimit, withoutLimit } from '../../account/limit.ts';
import { microcredits, minus, noCredits } from '../../amount.ts';
import type { EntryOf } from '../../ledger/entry.ts';
import { type Replayed, withAccount } from './replayed.ts';

/**
 * Gives back what a reversal says. Limits count less of what they would have counted as a debit: which of them counted a hold
 * isn't on the entry.
 */
export function reversed(entry: EntryOf<'reversal'>, from: Replayed): Replayed {
  const { account } = from;
  const back = putBack(account.grants, entry.slices);
  const grants = taken(back.grants, entry.returned ?? [], (grant, credits) =>
    withOutflows(grant, { repaidOverrun: microcredits(-credits) }),
  );
  // A limit counts what was used in this cycle: since the plan's credits of it were granted.
  const firstSeq = account.grants.find(({ grantId }) => grantId === `plan-${account.cycle.index}`)?.createdSeq ?? 0;
  const own = limitsFor(limitsSince(account.limits, entry.reverses), entry);
  const limits = moveLimits(account.limits, entry.reverses >= firstSeq ? idsOf(own) : [], { used: -entry.credits });
  const overrun = minus(account.overrun, entry.overrun ?? noCredits);
  return withAccount(from, { ...account, grants, limits, overrun, debt: minus(account.debt, back.repaidDebt) });
}

export function limited({ limit, seq }: EntryOf<'limit'>, from: Replayed): Replayed {
  const { account } = from;
  const { limitId, credits } = limit;
  const limits =
    credits === undefined
      ? withoutLimit(account.limits, limitId)
      : withLimit(account.limits, { ...limit, credits }, seq);
  return withAccount(from, { ...account, limits });
}
