/** Answers what opens, closes and moves accounts, and what gives them credits. */

import { httpRouter } from '../../shared/runtime/http-router.ts';
import { people } from '../../shared/runtime/people.ts';
import { ofNobody } from '../../shared/runtime/trial.ts';
import { handler as adjustCredits } from '../api/adjust-credits.ts';
import { handler as changePlan } from '../api/change-plan.ts';
import { handler as chargeBackPurchase } from '../api/charge-back-purchase.ts';
import { handler as closeAccount } from '../api/close-account.ts';
import { handler as endAutoTopUp } from '../api/end-auto-top-up.ts';
import { handler as failTopUp } from '../api/fail-top-up.ts';
import { handler as liftQuarantine } from '../api/lift-quarantine.ts';
import { handler as moveAccountClock } from '../api/move-account-clock.ts';
import { handler as openAccount } from '../api/open-account.ts';
import { handler as purchasePack } from '../api/purchase-pack.ts';
import { handler as readQuarantine } from '../api/read-quarantine.ts';
import { handler as redeemPromotion } from '../api/redeem-promotion.ts';
import { handler as refundPurchase } from '../api/refund-purchase.ts';
import { handler as reinstatePurchase } from '../api/reinstate-purchase.ts';
import { handler as removeLimit } from '../api/remove-limit.ts';
import { handler as reopenAccount } from '../api/reopen-account.ts';
import { handler as repairAccount } from '../api/repair-account.ts';
import { handler as reverseDebit } from '../api/reverse-debit.ts';
import { handler as setAccountDetails } from '../api/set-account-details.ts';
import { handler as setAutoTopUp } from '../api/set-auto-top-up.ts';
import { handler as setBrake } from '../api/set-brake.ts';
import { handler as setLimit } from '../api/set-limit.ts';
import { handler as tellSubscription } from '../api/tell-subscription.ts';
import { handler as voidGrant } from '../api/void-grant.ts';

export const handler = httpRouter(
  [
    openAccount,
    setAccountDetails,
    closeAccount,
    reopenAccount,
    changePlan,
    setLimit,
    setBrake,
    removeLimit,
    setAutoTopUp,
    endAutoTopUp,
    failTopUp,
    purchasePack,
    redeemPromotion,
    refundPurchase,
    chargeBackPurchase,
    reinstatePurchase,
    tellSubscription,
    adjustCredits,
    voidGrant,
    reverseDebit,
    liftQuarantine,
    readQuarantine,
    repairAccount,
    moveAccountClock,
  ],
  {
    people,
    probe: { routeKey: 'DELETE /accounts/{accountId}/limits/{limitId}', parameters: { ...ofNobody, limitId: 'none' } },
  },
);
