import type { Account } from '../account/account.ts';
import { planAt } from '../catalogue/plan.ts';
import { paymentMark } from '../ledger/mark.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';

export interface PurchaseCommand extends Request {
  readonly packId: string;
  /** The payment's own id: one payment buys once, however many notices of it arrive. */
  readonly paymentId: string;
}

/** Grants an add-on pack of the account's plan. It ends with the cycle, or earlier if the pack says so. */
export function decidePurchase(account: Account, command: PurchaseCommand, context: DecisionContext): Decision {
  const { packId, paymentId, caller, idempotencyKey, fingerprint } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  const bought = context.marks.get(paymentMark(paymentId));
  if (bought !== undefined) {
    const isSamePack = bought.content === packId;
    return isSamePack
      ? { kind: 'done-before', seq: bought.seq }
      : refuse({ reason: 'payment-reused', seq: bought.seq });
  }
  const pack = planAt(context.plans, account.planId, context.nowMs)?.packs.find((each) => each.packId === packId);
  if (pack === undefined) return refuse({ reason: 'pack-unknown', packId });
  return grantCredits(account, {
    source: 'add-on',
    credits: pack.credits,
    expiresAtMs: context.nowMs + (pack.lifeMs ?? Number.POSITIVE_INFINITY),
    draft: { atMs: context.nowMs, caller, idempotencyKey, fingerprint, packId, paymentId },
  });
}
