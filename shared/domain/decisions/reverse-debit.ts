import { putBack } from '../account/give-back.ts';
import { idsOf, limitsFor, limitsSince, moveLimits } from '../account/limit.ts';
import { minus } from '../amount.ts';
import { reversalMark } from '../ledger/mark.ts';
import { present } from '../present.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';

export interface Reversal {
  /** The entry to undo. */
  readonly seq: number;
  readonly reason?: string;
}

/**
 * R24: undoes a debit, once: back to the same slices. What a grant that has ended had paid is forfeited, with the entry
 * saying so. It names what the debit did, SKU lines and dimensions, so that trends subtract it there.
 */
export const reversal = command({
  needs: ({ seq }: Reversal) => ({ entrySeq: seq, marks: [reversalMark(seq)] }),
  decide(account, { seq, reason }, found) {
    const target = found.entry(seq);
    if (target === undefined) return refuse({ reason: 'entry-not-found' });
    if (target.type !== 'debit') return refuse({ reason: 'entry-not-reversible' });
    const before = found.mark(reversalMark(seq));
    if (before !== undefined) return refuse({ reason: 'entry-reversed', reversedBy: before.seq });
    const { grants, slices, repaidDebt } = putBack(account.grants, target.slices);
    // A limit counts what was used in this cycle; what was used before it began anew is gone from it already.
    const isThisCycle = target.cycle === account.cycle.index;
    const limitIds = isThisCycle ? idsOf(limitsFor(limitsSince(account.limits, seq), target)) : [];
    return change(
      account,
      {
        grants,
        debt: minus(account.debt, repaidDebt),
        limits: moveLimits(account.limits, limitIds, { used: -target.credits }),
      },
      {
        type: 'reversal',
        atMs: found.nowMs,
        credits: target.credits,
        slices,
        reverses: seq,
        category: target.category,
        ...present({ lines: target.lines, dimensions: target.dimensions, reason }),
        ...(repaidDebt === 0 ? {} : { repaidDebt }),
      },
    );
  },
});
