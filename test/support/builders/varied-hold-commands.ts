/** Commands about holds that are drawn at random. */
import type { Account } from '../../../shared/domain/account/account.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { categories } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { decideAuthorize, decideCapture, decideRelease, decideReport } from './decisions.ts';
import type { Drawing } from './drawing.ts';
import { amount, asking, costOf, dimensionsOf, one } from './drawing.ts';
import { dayMs } from './fixtures.ts';

export function authorize(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const extendBy = drawing.random() < 0.5 ? { extendBy: amount(drawing, 20) } : {};
  const command = {
    ...asking(drawing),
    cost: costOf(drawing, 120),
    lifeMs: Math.ceil(drawing.random() * dayMs),
    whenExhausted: one(drawing, ['complete', 'pause'] as const),
    ...extendBy,
    ...dimensionsOf(drawing),
  };
  return decideAuthorize(account, command, context);
}

function someHold(drawing: Drawing): string {
  const newest = Math.floor(drawing.random() * Math.min(5, drawing.holdIds.length + 0.3));
  return drawing.holdIds.at(-1 - newest) ?? 'hold_000000000_AAAAAAAAAAAAAAAA';
}

export function report(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const leftMin = drawing.random() < 0.3 ? { leftMin: amount(drawing, 10) } : {};
  const category = drawing.random() < 0.3 ? { category: one(drawing, categories) } : {};
  const command = {
    ...asking(drawing),
    holdId: someHold(drawing),
    used: amount(drawing, 200),
    ...leftMin,
    ...category,
  };
  return decideReport(account, command, context);
}

export function capture(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const priced = costOf(drawing, 200);
  const { credits: used } = priced.kind === 'priced' ? priced : { credits: microcredits(7) };
  const cost = drawing.random() < 0.3 ? priced : ({ kind: 'priced', credits: used } as const);
  return decideCapture(
    account,
    { ...asking(drawing), holdId: someHold(drawing), cost, isLateAllowed: drawing.random() < 0.5 },
    context,
  );
}

export function release(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const reason = drawing.random() < 0.5 ? { reason: 'never began' } : {};
  return decideRelease(account, { ...asking(drawing), holdId: someHold(drawing), ...reason }, context);
}
