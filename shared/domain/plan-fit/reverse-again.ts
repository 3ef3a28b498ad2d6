/** A reversal asked of a replayed account. */
import type { Account } from '../account/account.ts';
import { lesser, type Microcredits, minus, noCredits, total } from '../amount.ts';
import type { Decision, Request } from '../decisions/decision.ts';
import type { DecisionContext } from '../decisions/needs.ts';
import { reversal } from '../decisions/reverse-debit.ts';
import { type Charge, isCharge } from '../ledger/charge.ts';
import type { EntryOf } from '../ledger/entry.ts';

interface Asked {
  readonly request: Request;
  readonly context: DecisionContext;
}

/** As many credits of the same charge, after as many as before; undefined where the replayed charge has none left. */
export function reverseAgain(
  account: Account,
  entry: EntryOf<'reversal'>,
  { request, context }: Asked,
): Decision | undefined {
  const found = context.entry(entry.reverses);
  const own = found !== undefined && isCharge(found) ? found : undefined;
  const passed = own === undefined ? noCredits : minus(entry.inAll?.credits ?? entry.credits, entry.credits);
  const target = own ?? chargeBefore(entry);
  const credits = lesser(entry.credits, minus(target.credits, lesser(target.credits, passed)));
  if (credits === 0 && entry.credits > 0) return undefined;
  const isFirst = passed === 0;
  return reversal.decide(
    account,
    { ...request, seq: entry.reverses, credits },
    {
      ...context,
      entry: () => target,
      mark: () => (isFirst ? undefined : { seq: entry.seq, content: '' }),
      markedEntry: () => (isFirst ? undefined : undoneBefore(entry, passed)),
    },
  );
}

function undoneBefore(entry: EntryOf<'reversal'>, credits: Microcredits): EntryOf<'reversal'> {
  return { ...entry, inAll: { credits } };
}

/**
 * A charge that no replayed entry is: from before the past begins, or made by time alone. Only what the reversal says of it is
 * known, and enough to give back the same.
 */
function chargeBefore(entry: EntryOf<'reversal'>): Charge {
  const { accountId, reverses: seq, atMs, credits, caller, category, before, after, previousHash, hash } = entry;
  const { slices: back, returned = [], overrun } = entry;
  const slices = back.map((slice) => ({ grantId: slice.grantId, credits: slice.credits }));
  const uncovered = minus(credits, total(slices.map((slice) => slice.credits)));
  const age = overrun !== undefined ? 0 : returned.length > 0 ? 1 : 2;
  return {
    ...{ type: 'accrual', accountId, seq, atMs, cycle: entry.cycle - age, credits, slices, caller, category, kept: [] },
    ...(uncovered === 0 ? {} : { uncovered }),
    ...{ before, after, previousHash, hash },
  };
}
