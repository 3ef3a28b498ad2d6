import { type Account, balanceOf } from '../account/account.ts';
import { availableByCategory, availableFor } from '../account/grant.ts';
import { type Limit, roomIn } from '../account/limit.ts';
import { present } from '../present.ts';
import type { RefusalRules } from './looking-ahead.ts';
import { obstacleTo, type ProposedCharge } from './obstacle.ts';
import type { Refusal } from './refusal.ts';
import { restoreOf } from './restore.ts';

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
      const [available, renews] = [roomIn(obstacle.limit), renewalOf(obstacle.limit, account)];
      return { reason, limitId, available, required, ...renews, restore: restoreOf(account, charge, rules) };
    }
    case 'too-many-limit-values': {
      const { limitId } = obstacle.limit;
      return { reason, limitId, ...renewalOf(obstacle.limit, account), restore: restoreOf(account, charge, rules) };
    }
    case 'insufficient-credits':
      return lackRefusal(account, charge, rules);
    default:
      return obstacle satisfies never;
  }
}

/** When a limit begins anew. */
function renewalOf({ period, span }: Limit, { cycle }: Account): { readonly renewsAtMs?: number } {
  return present({ renewsAtMs: period === 'lifetime' ? undefined : (span?.untilMs ?? cycle.endMs) });
}

/** The refusal of a charge that the balance doesn't cover. */
export function lackRefusal(
  account: Account,
  charge: ProposedCharge,
  rules: RefusalRules,
): Extract<Refusal, { reason: 'insufficient-credits' }> {
  const { held } = balanceOf(account);
  const available = availableFor(account.grants, charge.category);
  const category = availableByCategory(account.grants) === undefined ? undefined : charge.category;
  const told = { available, held, required: charge.credits, restore: restoreOf(account, charge, rules) };
  return { reason: 'insufficient-credits', ...told, ...present({ category }) };
}
