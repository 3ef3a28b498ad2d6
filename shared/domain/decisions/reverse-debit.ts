import type { Account } from '../account/account.ts';
import { putBack } from '../account/grant.ts';
import { idsOf, type LimitedUse, limitsFor, moveLimits } from '../account/limit.ts';
import type { Entry, EntryType } from '../ledger/entry.ts';
import { reversalMark } from '../ledger/mark.ts';
import { record } from '../ledger/record.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';

export interface ReversalCommand extends Request {
  /** The entry to undo. */
  readonly seq: number;
  readonly reason?: string;
}

const reversible: readonly EntryType[] = ['debit'];

/**
 * Undoes a debit, once: back to the same slices. What a grant that has ended had paid is forfeited, with the entry
 * saying so. It names what the debit did, SKU lines and dimensions, so that trends subtract it there.
 */
export function decideReversal(account: Account, command: ReversalCommand, context: DecisionContext): Decision {
  const { seq, reason, caller, idempotencyKey, fingerprint } = command;
  const { marks, nowMs } = context;
  const target = context.entry(seq);
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  if (target === undefined) return refuse({ reason: 'entry-not-found' });
  if (!reversible.includes(target.type)) return refuse({ reason: 'entry-not-reversible' });
  const reversal = marks.get(reversalMark(seq));
  if (reversal !== undefined) return refuse({ reason: 'entry-reversed', reversedBy: reversal.seq });
  const { grants, slices } = putBack(account.grants, target.slices);
  // A limit counts what was used in this cycle; what was used before it began anew is gone from it already.
  const isThisCycle = target.cycle === account.cycle.index && target.category !== undefined;
  const limitIds = isThisCycle ? idsOf(limitsFor(account.limits, limitedUse(target))) : [];
  const recorded = record(
    account,
    { grants, limits: moveLimits(account.limits, limitIds, { used: -target.credits }) },
    {
      type: 'reversal',
      atMs: nowMs,
      credits: target.credits,
      slices,
      caller,
      idempotencyKey,
      fingerprint,
      reverses: seq,
      ...(target.category === undefined ? {} : { category: target.category }),
      ...(target.lines === undefined ? {} : { lines: target.lines }),
      ...(target.dimensions === undefined ? {} : { dimensions: target.dimensions }),
      ...(reason === undefined ? {} : { reason }),
    },
  );
  return { kind: 'change', ...recorded };
}

function limitedUse({ category = 'ai', dimensions }: Entry): LimitedUse {
  return { category, ...(dimensions === undefined ? {} : { dimensions }) };
}
