import { changeStanding } from './change-standing.ts';
import { command } from './command.ts';
import { refuse } from './decision.ts';

export interface StandingUsageEnd {
  readonly usageId: string;
}

/** Ends a standing usage. What was kept is charged up to this instant. */
export const standingUsageEnd = command({
  decide(account, { usageId }: StandingUsageEnd, rules) {
    const ended = account.standing.find((usage) => usage.usageId === usageId);
    if (ended === undefined) return refuse({ reason: 'standing-usage-not-found' });
    return changeStanding(account, rules, { usageId, sku: ended.sku, quantity: 0n }, ({ standing }) =>
      standing.filter((usage) => usage.usageId !== usageId),
    );
  },
});
