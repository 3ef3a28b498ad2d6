import type { Paid } from '../catalogue/paid.ts';
import { type Pack, planAt } from '../catalogue/plan.ts';
import { paymentMark } from '../ledger/mark.ts';
import { present } from '../present.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';

export interface Purchase {
  readonly packId: string;
  /** The payment's own id: one payment buys once, however many notices of it arrive. */
  readonly paymentId: string;
  /** The money that was paid. It stays with the entry, and changes no credits. */
  readonly paid?: Paid;
  /** The pack as it was offered when a checkout was made: what was paid for is granted, whatever the plan sells by now. */
  readonly agreed?: Pick<Pack, 'credits' | 'lifeMs'>;
  /** Another account has bought with this payment, or is about to. */
  readonly isClaimedElsewhere?: true;
}

/** Grants an add-on pack of the account's plan. It ends with the cycle, or earlier if the pack says so. */
export const purchase = command({
  needs: ({ paymentId }: Purchase) => ({ marks: [paymentMark(paymentId)] }),
  decide(account, { packId, paymentId, paid, agreed, isClaimedElsewhere }, { nowMs, plans, mark }) {
    const bought = mark(paymentMark(paymentId));
    if (bought !== undefined) {
      const isSamePack = bought.content === packId;
      return isSamePack
        ? { kind: 'done-before', seq: bought.seq }
        : refuse({ reason: 'payment-reused', seq: bought.seq });
    }
    if (isClaimedElsewhere) return refuse({ reason: 'payment-claimed' });
    const pack = agreed ?? planAt(plans, account.planId, nowMs)?.packs.find((each) => each.packId === packId);
    if (pack === undefined) return refuse({ reason: 'pack-unknown', packId });
    return grantCredits(account, {
      source: 'add-on',
      credits: pack.credits,
      expiresAtMs: nowMs + (pack.lifeMs ?? Number.POSITIVE_INFINITY),
      draft: { type: 'grant', atMs: nowMs, packId, paymentId, ...present({ paid }) },
    });
  },
});
