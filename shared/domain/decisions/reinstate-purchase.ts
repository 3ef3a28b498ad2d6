import { chargebackMark, disputedMark, paymentMark, reinstatementMark } from '../ledger/mark.ts';
import { present } from '../present.ts';
import type { Chargeback } from './charge-back-purchase.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';
import { chargebackOf, isTakenBack } from './take-back-purchase.ts';

/**
 * R24: grants again what a chargeback took, once its dispute was won: all of it, for the payment stands again. It pays the
 * debt that is still open first, and lives as long as the purchase did, until the cycle ends at the latest.
 */
export const reinstatement = command({
  needs: ({ paymentId }: Chargeback) => ({
    marks: [paymentMark, chargebackMark, disputedMark, reinstatementMark].map((markOf) => markOf(paymentId)),
  }),
  decide(account, { paymentId, disputeId, reason }, found) {
    const { nowMs, mark, markedEntry } = found;
    const purchase = markedEntry(paymentMark(paymentId));
    if (purchase === undefined) return refuse({ reason: 'payment-not-found' });
    const taken = chargebackOf(found, paymentId);
    const again = mark(reinstatementMark(paymentId));
    const isOfAnother = disputeId !== undefined && taken?.disputeId !== undefined && taken.disputeId !== disputeId;
    if (taken === undefined || isOfAnother) return refuse({ reason: 'nothing-to-reinstate' });
    if (again !== undefined && !isTakenBack(taken, again)) return { kind: 'done-before', seq: again.seq };
    const lifeMs = (purchase.expiresAtMs ?? account.cycle.endMs) - purchase.atMs;
    return grantCredits(account, {
      source: 'add-on',
      credits: taken.credits,
      expiresAtMs: nowMs + lifeMs,
      draft: {
        type: 'grant',
        atMs: nowMs,
        paymentId,
        reverses: taken.seq,
        ...present({ packId: purchase.packId, disputeId, reason }),
      },
    });
  },
});
