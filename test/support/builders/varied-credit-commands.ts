/** Commands that give credits or take them back, drawn at random. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { decideAdjustment, decideChargeback, decidePurchase, decideRefund, decideReversal } from './decisions.ts';
import type { Drawing } from './drawing.ts';
import { amount, asking, one } from './drawing.ts';

export function adjust(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const direction = one(drawing, ['add', 'add', 'remove'] as const);
  const asks = { ...asking(drawing), credits: amount(drawing, 400), direction, reason: 'why', actor: 'who' };
  return decideAdjustment(account, asks, context);
}

export function purchase(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const packId = one(drawing, ['burst-100', 'burst-100', 'day-100', 'none']);
  return decidePurchase(account, { ...asking(drawing), packId, paymentId: `pi_${one(drawing, [1, 2, 3])}` }, context);
}

export function takeBack(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const decide = one(drawing, [decideRefund, decideChargeback]);
  const reason = drawing.random() < 0.5 ? { reason: 'they asked' } : {};
  return decide(account, { ...asking(drawing), paymentId: `pi_${one(drawing, [1, 2, 3])}`, ...reason }, context);
}

export function reverse(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const reason = drawing.random() < 0.5 ? { reason: 'a mistake' } : {};
  const seq = drawing.seq - Math.floor(drawing.random() * 9);
  return decideReversal(account, { ...asking(drawing), seq: Math.max(1, seq), ...reason }, context);
}
