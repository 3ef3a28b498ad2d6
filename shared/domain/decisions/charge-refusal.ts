import { type Account, balanceOf } from '../account/account.ts';
import { roomIn } from '../account/limit.ts';
import { obstacleTo, type ProposedCharge } from './obstacle.ts';
import type { Refusal } from './refusal.ts';
import { restoreOf } from './restore.ts';
import type { RefusalRules } from './ways-back.ts';

/** The refusal of a charge, with every way back that helps; undefined when nothing is in the way. */
export function chargeRefusal(account: Account, charge: ProposedCharge, rules: RefusalRules): Refusal | undefined {
  const obstacle = obstacleTo(account, charge);
  if (obstacle === undefined) return undefined;
  const { reason } = obstacle;
  const required = charge.credits;
  switch (reason) {
    case 'account-closed':
      return { reason };
    case 'limit-reached': {
      const { limitId } = obstacle.limit;
      const [available, renewsAtMs] = [roomIn(obstacle.limit), account.cycle.endMs];
      return { reason, limitId, available, required, renewsAtMs, restore: restoreOf(account, charge, rules) };
    }
    case 'insufficient-credits':
      return lackRefusal(account, charge, rules);
    default:
      return obstacle satisfies never;
  }
}

/** The refusal of a charge that the balance doesn't cover. */
export function lackRefusal(
  account: Account,
  charge: ProposedCharge,
  rules: RefusalRules,
): Extract<Refusal, { reason: 'insufficient-credits' }> {
  const { available, held } = balanceOf(account);
  const required = charge.credits;
  return { reason: 'insufficient-credits', available, held, required, restore: restoreOf(account, charge, rules) };
}
