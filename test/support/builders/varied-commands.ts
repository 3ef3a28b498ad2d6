/** Commands of every kind for one account, as a small generator of our own draws them: the same for a seed on any machine. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { RateCard } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { decideDebit } from './decisions.ts';
import type { Drawing } from './drawing.ts';
import { asking, costOf, dimensionsOf, storageSku } from './drawing.ts';
import { credits, dayMs, plan, startMs } from './fixtures.ts';
import { adjust, purchase, reverse, takeBack } from './varied-credit-commands.ts';
import { authorize, capture, release, report } from './varied-hold-commands.ts';
import { changePlan, close, keep, limit, openAgain, topUp } from './varied-term-commands.ts';

type Draw = (account: Account, drawing: Drawing, context: DecisionContext) => Decision;

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

function debit(account: Account, drawing: Drawing, context: DecisionContext): Decision {
  const when = drawing.random() < 0.2 ? { occurredAtMs: context.nowMs - 5 } : {};
  return decideDebit(
    account,
    { ...asking(drawing), cost: costOf(drawing, 300), ...dimensionsOf(drawing), ...when },
    context,
  );
}

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
