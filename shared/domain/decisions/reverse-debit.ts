import { putBack } from '../account/grant.ts';
import { idsOf, type LimitedUse, limitsFor, moveLimits } from '../account/limit.ts';
import type { Entry, EntryType } from '../ledger/entry.ts';
import { reversalMark } from '../ledger/mark.ts';
import { change, command } from './command.ts';
import { refuse } from './decision.ts';

export interface Reversal {
  /** The entry to undo. */
  readonly seq: number;
  readonly reason?: string;
}

const reversible: readonly EntryType[] = ['debit'];

/**
 * R24: undoes a debit, once: back to the same slices. What a grant that has ended had paid is forfeited, with the entry
 * saying so. It names what the debit did, SKU lines and dimensions, so that trends subtract it there.
 */
export const reversal = command({
  needs: ({ seq }: Reversal) => ({ entrySeq: seq, marks: [reversalMark(seq)] }),
  decide(account, { seq, reason }, found) {
    const target = found.entry(seq);
    if (target === undefined) return refuse({ reason: 'entry-not-found' });
    if (!reversible.includes(target.type)) return refuse({ reason: 'entry-not-reversible' });
    const before = found.mark(reversalMark(seq));
    if (before !== undefined) return refuse({ reason: 'entry-reversed', reversedBy: before.seq });
    const { grants, slices } = putBack(account.grants, target.slices);
    // A limit counts what was used in this cycle; what was used before it began anew is gone from it already.
    const isThisCycle = target.cycle === account.cycle.index && target.category !== undefined;
    const limitIds = isThisCycle ? idsOf(limitsFor(account.limits, limitedUse(target))) : [];
    return change(
      account,
      { grants, limits: moveLimits(account.limits, limitIds, { used: -target.credits }) },
      {
        type: 'reversal',
        atMs: found.nowMs,
        credits: target.credits,
        slices,
        reverses: seq,
        ...(target.category === undefined ? {} : { category: target.category }),
        ...(target.lines === undefined ? {} : { lines: target.lines }),
        ...(target.dimensions === undefined ? {} : { dimensions: target.dimensions }),
        ...(reason === undefined ? {} : { reason }),
      },
    );
  },
});

function limitedUse({ category = 'ai', dimensions }: Entry): LimitedUse {
  return { category, ...(dimensions === undefined ? {} : { dimensions }) };
}
