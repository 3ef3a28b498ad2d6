/** Commands about the terms of an account, drawn at random. */
import type { Account } from '../../../shared/domain/account/account.ts';
import { categories } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import {
  decideClose,
  decideEnd,
  decideEndAutoTopUp,
  decideKeep,
  decideOpen,
  decidePlanChange,
  decideRemoveLimit,
  decideSetAutoTopUp,
  decideSetLimit,
} from './decisions.ts';
import type { Drawing } from './drawing.ts';
import { amount, asking, one, storageSku } from './drawing.ts';
import { credits, startMs } from './fixtures.ts';

export function changePlan(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const planId = one(drawing, ['team', 'small', 'large', 'weekly', 'none']);
  const when = one(drawing, [{}, { when: 'now' }, { when: 'next-cycle' }] as const);
  return decidePlanChange(account, { ...asking(drawing), planId, ...when }, context);
}

export function keep(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const usageId = `kept-${one(drawing, [1, 2, 3])}`;
  if (drawing.random() < 0.4) return decideEnd(account, { ...asking(drawing), usageId }, context);
  const tariff = { credits: credits(1), per: 240, unitMs: hourMs, rateCard: '2026-11-01' };
  const price =
    drawing.random() < 0.1 ? ({ kind: 'sku-not-standing' } as const) : ({ kind: 'tariff', tariff } as const);
  const quantity = BigInt(Math.ceil(drawing.random() ** 3 * 3_000_000_000));
  return decideKeep(account, { ...asking(drawing), usageId, sku: storageSku, quantity, price }, context);
}

export function limit(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const limitId = `limit-${one(drawing, [1, 2, 3])}`;
  if (drawing.random() < 0.3) return decideRemoveLimit(account, { ...asking(drawing), limitId }, context);
  const category = { category: one(drawing, categories) };
  const dimension = { dimension: { name: 'user', value: one(drawing, ['ada', 'bob']) } };
  const scope = one(drawing, [category, dimension, { ...category, ...dimension }]);
  return decideSetLimit(account, { ...asking(drawing), limitId, scope, credits: amount(drawing, 900) }, context);
}

export function topUp(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const packId = one(drawing, ['burst-100', 'burst-100', 'none']);
  const settings = { packId, threshold: amount(drawing, 300), maxPerCycle: one(drawing, [1, 2, 3]) };
  return drawing.random() < 0.2
    ? decideEndAutoTopUp(account, asking(drawing), context)
    : decideSetAutoTopUp(account, { ...asking(drawing), autoTopUp: settings }, context);
}

export function openAgain(account: Account, drawing: Drawing, { nowMs, plans }: DecisionContext): Decision {
  const planId = one(drawing, ['team', 'large']);
  const anchor = one(drawing, [{}, { anchorMs: account.schedule.anchorMs }, { anchorMs: startMs + 1 }]);
  const zone = one(drawing, [{}, { timeZone: account.schedule.timeZone }, { timeZone: 'Asia/Kathmandu' }]);
  return decideOpen(
    account,
    { ...asking(drawing), accountId: account.accountId, planId, ...anchor, ...zone },
    { nowMs, plans },
  );
}

export function close(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const reason = drawing.random() < 0.5 ? { reason: 'they left' } : {};
  return decideClose(account, { ...asking(drawing), ...reason }, context);
}
