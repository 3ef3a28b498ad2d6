import { type Account, balanceOf } from './account.ts';
import type { Microcredits } from './amount.ts';
import { type Decision, type DecisionContext, type Request, refuse } from './decision.ts';
import { type Dimensions, record } from './entry.ts';
import { draw } from './grant.ts';
import type { Category, PriceLine } from './rate-card.ts';
import { restoreOf } from './restore.ts';

/** What a debit costs: named by the caller, or priced by a rate card. */
export type Cost =
  | {
      readonly kind: 'priced';
      readonly category: Category;
      readonly credits: Microcredits;
      readonly lines?: readonly PriceLine[];
      readonly rateCard?: string;
    }
  | { readonly kind: 'sku-unknown'; readonly sku: string };

export interface DebitCommand extends Request {
  readonly cost: Cost;
  readonly dimensions?: Dimensions;
  readonly occurredAtMs?: number;
}

/** Rule 5: all or nothing, and `available` never goes below zero. */
export function decideDebit(account: Account, command: DebitCommand, context: DecisionContext): Decision {
  const { cost, dimensions, occurredAtMs, caller, idempotencyKey, fingerprint } = command;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  if (cost.kind === 'sku-unknown') return refuse({ reason: 'sku-unknown', sku: cost.sku });
  const drawn = draw(account.grants, cost.credits);
  if (drawn === undefined) {
    return refuse({
      reason: 'insufficient-credits',
      available: balanceOf(account).available,
      required: cost.credits,
      restore: restoreOf(account, context),
    });
  }
  const recorded = record(
    account,
    { grants: drawn.grants },
    {
      type: 'debit',
      atMs: context.nowMs,
      credits: cost.credits,
      slices: drawn.slices,
      caller,
      idempotencyKey,
      fingerprint,
      category: cost.category,
      ...(cost.lines === undefined ? {} : { lines: cost.lines }),
      ...(cost.rateCard === undefined ? {} : { rateCard: cost.rateCard }),
      ...(dimensions === undefined ? {} : { dimensions }),
      ...(occurredAtMs === undefined ? {} : { occurredAtMs }),
    },
  );
  return { kind: 'change', ...recorded };
}
