/** Commands of every kind for one account, as a small generator of our own draws them: the same for a seed on any machine. */

import type { Account } from '../../../shared/domain/account/account.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { categories, type RateCard } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Cost } from '../../../shared/domain/decisions/debit-credits.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import {
  decideAdjustment,
  decideAuthorize,
  decideCapture,
  decideChargeback,
  decideClose,
  decideDebit,
  decideEnd,
  decideEndAutoTopUp,
  decideKeep,
  decideOpen,
  decidePlanChange,
  decidePurchase,
  decideRefund,
  decideRelease,
  decideRemoveLimit,
  decideReport,
  decideReversal,
  decideSetAutoTopUp,
  decideSetLimit,
} from './decisions.ts';
import { credits, dayMs, plan, startMs } from './fixtures.ts';

export interface Drawing {
  /** 0 up to 1. */
  readonly random: () => number;
  readonly key: string;
  readonly seq: number;
  readonly holdIds: readonly string[];
}

type Draw = (account: Account, drawing: Drawing, context: DecisionContext) => Decision;

export const storageSku = 'platform.log-storage.gb-hour';

function card(version: string, effectiveFromMs: number, price: number): RateCard {
  const of = { sku: storageSku, category: 'platform', credits: credits(price), per: 240, unit: 'GB-hour' } as const;
  return { version, effectiveFromMs, publishedAtMs: 0, prices: new Map([[storageSku, of]]) };
}

export const variedCards: readonly RateCard[] = [
  card('2026-11-01', startMs, 1),
  card('2026-11-20', startMs + 19.3 * dayMs, 2),
  card('2026-12-25', startMs + 54.7 * dayMs, 0.5),
];

export const variedPlans = [
  plan({ lowBalanceThresholds: [credits(200), credits(50)], overrun: { policy: 'forgive', cap: credits(200) } }),
  plan({ planId: 'small', credits: credits(100), lowBalanceThresholds: [credits(10)] }),
  plan({ planId: 'large', credits: credits(7_000), overrun: { policy: 'carry', cap: credits(500) } }),
  plan({ planId: 'weekly', credits: credits(70), cadence: 'week', overrun: { policy: 'carry', cap: credits(20) } }),
  plan({ planId: 'small', version: 'later', effectiveFromMs: startMs + 40 * dayMs, credits: credits(150), packs: [] }),
];

/** The draws, each with its weight. */
const draws: readonly (readonly [number, Draw])[] = [
  [8, debit],
  [1, adjust],
  [2, purchase],
  [2, takeBack],
  [1, changePlan],
  [2, keep],
  [4, authorize],
  [4, report],
  [4, capture],
  [1, release],
  [2, limit],
  [2, reverse],
  [1, topUp],
  [1, openAgain],
  [0.04, close],
];
const weights = draws.reduce((sum, [weight]) => sum + weight, 0);

export function drawDecision(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  let left = drawing.random() * weights;
  for (const [weight, draw] of draws) {
    left -= weight;
    if (left <= 0) return draw(account, drawing, context);
  }
  return debit(account, drawing, context);
}

function asking({ key }: Drawing): {
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
} {
  return { caller: `caller of ${key}`, idempotencyKey: key, fingerprint: `print of ${key}` };
}

function one<T>({ random }: Drawing, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError('nothing to draw from');
  return value;
}

function amount({ random }: Drawing, most: number): ReturnType<typeof microcredits> {
  return microcredits(1 + Math.floor(random() ** 2 * most * 1_000_000));
}

function dimensionsOf(drawing: Drawing): { readonly dimensions?: Readonly<Record<string, string>> } {
  const which = one(drawing, [0, 1, 2, 3]);
  if (which === 0) return {};
  return {
    dimensions: { user: one(drawing, ['ada', 'bob']), ...(which > 1 ? { team: 'core', 'm.x': `x${which}` } : {}) },
  };
}

function costOf(drawing: Drawing, most: number): Cost {
  const category = one(drawing, categories);
  const all = amount(drawing, most);
  switch (one(drawing, [0, 0, 0, 1, 1, 2])) {
    case 1: {
      const line = { sku: `${category}.thing`, quantity: BigInt(all) * 3n, credits: all };
      return { kind: 'priced', category, credits: all, lines: [line], rateCard: '2026-11-01' };
    }
    case 2:
      return drawing.random() < 0.2
        ? { kind: 'sku-unknown', sku: 'no.such' }
        : { kind: 'priced', category, credits: all };
    default:
      return { kind: 'priced', category, credits: all };
  }
}

function debit(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const when = drawing.random() < 0.2 ? { occurredAtMs: context.nowMs - 5 } : {};
  return decideDebit(
    account,
    { ...asking(drawing), cost: costOf(drawing, 300), ...dimensionsOf(drawing), ...when },
    context,
  );
}

function adjust(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const direction = one(drawing, ['add', 'add', 'remove'] as const);
  const asks = { ...asking(drawing), credits: amount(drawing, 400), direction, reason: 'why', actor: 'who' };
  return decideAdjustment(account, asks, context);
}

function purchase(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const packId = one(drawing, ['burst-100', 'burst-100', 'day-100', 'none']);
  return decidePurchase(account, { ...asking(drawing), packId, paymentId: `pi_${one(drawing, [1, 2, 3])}` }, context);
}

function takeBack(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const decide = one(drawing, [decideRefund, decideChargeback]);
  const reason = drawing.random() < 0.5 ? { reason: 'they asked' } : {};
  return decide(account, { ...asking(drawing), paymentId: `pi_${one(drawing, [1, 2, 3])}`, ...reason }, context);
}

function changePlan(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const planId = one(drawing, ['team', 'small', 'large', 'weekly', 'none']);
  const when = one(drawing, [{}, { when: 'now' }, { when: 'next-cycle' }] as const);
  return decidePlanChange(account, { ...asking(drawing), planId, ...when }, context);
}

function keep(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const usageId = `kept-${one(drawing, [1, 2, 3])}`;
  if (drawing.random() < 0.4) return decideEnd(account, { ...asking(drawing), usageId }, context);
  const tariff = { credits: credits(1), per: 240, unitMs: hourMs, rateCard: '2026-11-01' };
  const price =
    drawing.random() < 0.1 ? ({ kind: 'sku-not-standing' } as const) : ({ kind: 'tariff', tariff } as const);
  const quantity = BigInt(Math.ceil(drawing.random() ** 3 * 3_000_000_000));
  return decideKeep(account, { ...asking(drawing), usageId, sku: storageSku, quantity, price }, context);
}

function authorize(account: Account, drawing: Drawing, context: DecisionContext): Decision {
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

function report(account: Account, drawing: Drawing, context: DecisionContext): Decision {
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

function capture(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const priced = costOf(drawing, 200);
  const { credits: used } = priced.kind === 'priced' ? priced : { credits: microcredits(7) };
  const cost = drawing.random() < 0.3 ? priced : ({ kind: 'priced', credits: used } as const);
  return decideCapture(
    account,
    { ...asking(drawing), holdId: someHold(drawing), cost, isLateAllowed: drawing.random() < 0.5 },
    context,
  );
}

function release(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const reason = drawing.random() < 0.5 ? { reason: 'never began' } : {};
  return decideRelease(account, { ...asking(drawing), holdId: someHold(drawing), ...reason }, context);
}

function limit(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const limitId = `limit-${one(drawing, [1, 2, 3])}`;
  if (drawing.random() < 0.3) return decideRemoveLimit(account, { ...asking(drawing), limitId }, context);
  const category = { category: one(drawing, categories) };
  const dimension = { dimension: { name: 'user', value: one(drawing, ['ada', 'bob']) } };
  const scope = one(drawing, [category, dimension, { ...category, ...dimension }]);
  return decideSetLimit(account, { ...asking(drawing), limitId, scope, credits: amount(drawing, 900) }, context);
}

function reverse(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const reason = drawing.random() < 0.5 ? { reason: 'a mistake' } : {};
  const seq = drawing.seq - Math.floor(drawing.random() * 9);
  return decideReversal(account, { ...asking(drawing), seq: Math.max(1, seq), ...reason }, context);
}

function topUp(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const packId = one(drawing, ['burst-100', 'burst-100', 'none']);
  const settings = { packId, threshold: amount(drawing, 300), maxPerCycle: one(drawing, [1, 2, 3]) };
  return drawing.random() < 0.2
    ? decideEndAutoTopUp(account, asking(drawing), context)
    : decideSetAutoTopUp(account, { ...asking(drawing), autoTopUp: settings }, context);
}

function openAgain(account: Account, drawing: Drawing, { nowMs, plans }: DecisionContext): Decision {
  const planId = one(drawing, ['team', 'large']);
  const anchor = one(drawing, [{}, { anchorMs: account.schedule.anchorMs }, { anchorMs: startMs + 1 }]);
  const zone = one(drawing, [{}, { timeZone: account.schedule.timeZone }, { timeZone: 'Asia/Kathmandu' }]);
  return decideOpen(
    account,
    { ...asking(drawing), accountId: account.accountId, planId, ...anchor, ...zone },
    { nowMs, plans },
  );
}

function close(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const reason = drawing.random() < 0.5 ? { reason: 'they left' } : {};
  return decideClose(account, { ...asking(drawing), ...reason }, context);
}
