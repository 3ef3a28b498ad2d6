/** The decisions as tests take them: each command's own, with whoever asked in what is asked. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import { adjustment } from '../../../shared/domain/decisions/adjust-credits.ts';
import { authorization } from '../../../shared/domain/decisions/authorize-hold.ts';
import { capture } from '../../../shared/domain/decisions/capture-hold.ts';
import { planChange } from '../../../shared/domain/decisions/change-plan.ts';
import { chargeback } from '../../../shared/domain/decisions/charge-back-purchase.ts';
import { closure } from '../../../shared/domain/decisions/close-account.ts';
import type { Command, Decide } from '../../../shared/domain/decisions/command.ts';
import { debit } from '../../../shared/domain/decisions/debit-credits.ts';
import type { Decision, Request } from '../../../shared/domain/decisions/decision.ts';
import { autoTopUpEnd } from '../../../shared/domain/decisions/end-auto-top-up.ts';
import { standingUsageEnd } from '../../../shared/domain/decisions/end-standing-usage.ts';
import { standingUsage } from '../../../shared/domain/decisions/keep-standing-usage.ts';
import { findingsIn } from '../../../shared/domain/decisions/needs.ts';
import { type Opening, opening } from '../../../shared/domain/decisions/open-account.ts';
import { purchase } from '../../../shared/domain/decisions/purchase-pack.ts';
import { refund } from '../../../shared/domain/decisions/refund-purchase.ts';
import { reinstatement } from '../../../shared/domain/decisions/reinstate-purchase.ts';
import { release } from '../../../shared/domain/decisions/release-hold.ts';
import { limitRemoval } from '../../../shared/domain/decisions/remove-limit.ts';
import { report } from '../../../shared/domain/decisions/report-usage.ts';
import { reversal } from '../../../shared/domain/decisions/reverse-debit.ts';
import { autoTopUpSetting } from '../../../shared/domain/decisions/set-auto-top-up.ts';
import { limitSetting } from '../../../shared/domain/decisions/set-limit.ts';
import { subscriptionTelling } from '../../../shared/domain/decisions/tell-subscription.ts';
import { grantVoid } from '../../../shared/domain/decisions/void-grant.ts';

export const decideVoid = grantVoid.decide;
export const decideTelling = subscriptionTelling.decide;
export const decideAdjustment = adjustment.decide;
export const decideAuthorize = authorization.decide;
export const decideCapture = capture.decide;
export const decideChargeback = chargeback.decide;
export const decideClose = closure.decide;
export const decideDebit = debit.decide;
export const decideEnd = standingUsageEnd.decide;
export const decideEndAutoTopUp = autoTopUpEnd.decide;
export const decideKeep = standingUsage.decide;
export const decidePlanChange = planChange.decide;
export const decidePurchase = purchase.decide;
export const decideRefund = refund.decide;
export const decideReinstatement = reinstatement.decide;
export const decideRelease = release.decide;
export const decideRemoveLimit = limitRemoval.decide;
export const decideReport = report.decide;
export const decideReversal = reversal.decide;
export const decideSetAutoTopUp = autoTopUpSetting.decide;
export const decideSetLimit = limitSetting.decide;

const nothing = findingsIn({ mark: () => undefined, entry: () => undefined, hold: () => undefined });

/** An opening needs nothing but the time and the plans. */
export function decideOpen(
  account: Account | undefined,
  asked: Opening & Request,
  rules: { readonly nowMs: number; readonly plans: PlanCatalogue },
): Decision {
  return opening.decide(account, asked, { rateCards: [], ...nothing, ...rules });
}

/** A decision with what is asked in it. */
export function onAccount<Asked>(decide: Command<Asked>['decide'], asked: Asked & Request): Decide {
  return (account, context) => decide(account, asked, context);
}
