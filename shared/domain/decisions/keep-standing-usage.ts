import type { Account } from '../account/account.ts';
import {
  nothingAhead,
  type StandingUsage,
  standingUsagesMax,
  type Tariff,
  tariffAt,
} from '../account/standing-usage.ts';
import { noCredits } from '../amount.ts';
import type { Quantity } from '../catalogue/rate-card.ts';
import { record } from '../ledger/record.ts';
import { accrue } from '../transitions/accrue.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';

/** What the rate card in effect says of keeping a SKU. */
export type StandingTariff =
  | { readonly kind: 'tariff'; readonly tariff: Tariff }
  | { readonly kind: 'sku-unknown' | 'sku-not-standing' };

export interface KeepCommand extends Request {
  readonly usageId: string;
  readonly sku: string;
  readonly quantity: Quantity;
  readonly price: StandingTariff;
}

export interface EndCommand extends Request {
  readonly usageId: string;
}

/** From now on the account keeps so much of a SKU. What was kept before is charged up to this instant first. */
export function decideKeep(account: Account, command: KeepCommand, context: DecisionContext): Decision {
  const { usageId, sku, quantity, price } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  if (price.kind !== 'tariff') return refuse({ reason: price.kind, sku });
  const others = account.standing.filter((usage) => usage.usageId !== usageId);
  if (others.length >= standingUsagesMax) return refuse({ reason: 'standing-usage-limit' });
  return changeStanding(account, command, context, { usageId, sku, quantity }, ({ standing }, fromMs) => {
    const before = standing.find((usage) => usage.usageId === usageId);
    // It may begin later than it was priced, as where another clock is ahead: by the price that rules then.
    const tariff = tariffAt(context.rateCards, { sku, quantity, tariff: price.tariff }, fromMs);
    const ahead = before?.ahead ?? nothingAhead;
    return [...standing.filter((usage) => usage !== before), { usageId, sku, quantity, tariff, ahead }];
  });
}

/** Ends a standing usage. What was kept is charged up to this instant. */
export function decideEnd(account: Account, command: EndCommand, context: DecisionContext): Decision {
  const { usageId } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  const ended = account.standing.find((usage) => usage.usageId === usageId);
  if (ended === undefined) return refuse({ reason: 'standing-usage-not-found' });
  return changeStanding(account, command, context, { usageId, sku: ended.sku, quantity: 0n }, ({ standing }) =>
    standing.filter((usage) => usage.usageId !== usageId),
  );
}

function changeStanding(
  account: Account,
  { caller, idempotencyKey, fingerprint }: Request,
  { nowMs, rateCards }: DecisionContext,
  standing: Pick<StandingUsage, 'usageId' | 'sku' | 'quantity'>,
  next: (accrued: Account, fromMs: number) => readonly StandingUsage[],
): Decision {
  const charged = accrue(account, nowMs, rateCards);
  // A clock that is behind may come in the very millisecond that was charged last: it is kept from the next one on.
  const fromMs = Math.max(nowMs, charged.account.accruedAtMs);
  const recorded = record(
    charged.account,
    { standing: next(charged.account, fromMs), accruedAtMs: fromMs },
    {
      type: 'standing-usage',
      atMs: fromMs,
      credits: noCredits,
      slices: [],
      caller,
      idempotencyKey,
      fingerprint,
      category: 'platform',
      standing,
    },
  );
  return { kind: 'change', ...recorded, before: charged.entries };
}
