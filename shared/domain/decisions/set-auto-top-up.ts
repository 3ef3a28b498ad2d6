import type { AutoTopUp } from '../account/auto-top-up.ts';
import { planAt } from '../catalogue/plan.ts';
import { changeAutoTopUp } from './change-auto-top-up.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';

export interface AutoTopUpSetting {
  readonly autoTopUp: AutoTopUp;
}

/** Sets automatic top-ups. Setting them again asks anew: that is how a payment that failed is tried again. */
export const autoTopUpSetting = command({
  decide(account, { autoTopUp }: AutoTopUpSetting, rules) {
    const packs = planAt(rules.plans, account.planId, rules.nowMs)?.packs ?? [];
    return packs.some(({ packId }) => packId === autoTopUp.packId)
      ? changeAutoTopUp(account, autoTopUp, rules)
      : refuse({ reason: 'pack-unknown', packId: autoTopUp.packId });
  },
});
