/** Effects of entries on spending limits, and of what gives back to them. */
import type { Account } from '../../account/account.ts';
import { type Counting, moveLimits } from '../../account/count-limits.ts';
import { taken } from '../../account/draw.ts';
import { putBack } from '../../account/give-back.ts';
import { withOutflows } from '../../account/grant.ts';
import { idsOf, limitsFor, limitsSince, withLimit, withoutLimit } from '../../account/limit.ts';
import { microcredits, minus, noCredits } from '../../amount.ts';
import { isCharge } from '../../ledger/charge.ts';
import type { EntryOf } from '../../ledger/entry.ts';
import { limitsCounting } from '../../transitions/limits-counting.ts';
import { type Replayed, type ReplayRules, withAccount } from './replayed.ts';

/**
 * Gives back what a reversal says. Limits count less where they counted the charge; without that, where they would have counted
 * it as a debit: which of them counted a hold isn't on the entry.
 */
export function reversed(entry: EntryOf<'reversal'>, from: Replayed, { undone }: ReplayRules): Replayed {
  const { account } = from;
  const back = putBack(account.grants, entry.slices);
  const grants = taken(back.grants, entry.returned ?? [], (grant, credits) =>
    withOutflows(grant, { repaidOverrun: microcredits(-credits) }),
  );
  const counting =
    undone !== undefined && isCharge(undone) ? limitsCounting(account, undone) : likeDebit(account, entry);
  const limits = moveLimits(account.limits, counting, { used: -entry.credits });
  const overrun = minus(account.overrun, entry.overrun ?? noCredits);
  return withAccount(from, { ...account, grants, limits, overrun, debt: minus(account.debt, back.repaidDebt) });
}

/** A limit counts what was used in its period: of a billing cycle, since the plan's credits of it were granted. */
function likeDebit(account: Account, entry: EntryOf<'reversal'>): Counting {
  const firstSeq = account.grants.find(({ grantId }) => grantId === `plan-${account.cycle.index}`)?.createdSeq ?? 0;
  const limits = limitsSince(account.limits, entry.reverses).filter(({ period, span }) =>
    span === undefined ? period === 'lifetime' || entry.reverses >= firstSeq : entry.reverses > span.afterSeq,
  );
  return { limitIds: idsOf(limitsFor(limits, entry)), dimensions: entry.dimensions };
}

export function limited({ limit, seq, atMs }: EntryOf<'limit'>, from: Replayed): Replayed {
  const { account } = from;
  const { timeZone } = account.schedule;
  const { limitId, credits } = limit;
  const limits =
    credits === undefined
      ? withoutLimit(account.limits, limitId)
      : withLimit(account.limits, { ...limit, credits }, { seq, atMs, timeZone });
  return withAccount(from, { ...account, limits });
}
