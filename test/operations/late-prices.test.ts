/** R25: usage is priced by the rate card of its time, in whatever order it is told: each by its own, and all of it in sum. */
import { beforeEach, expect, it } from 'vitest';
import { microcredits } from '../../shared/domain/amount.ts';
import type { RateCard } from '../../shared/domain/catalogue/rate-card.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { seedDecider } from '../support/engines/faulty-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const nowMs = startMs + 40 * dayMs;
const sku = 'ai.model.token';
/** Microcredits a token, from a day of the window on: the first card is older than the window. */
const prices = [
  [-10, 7],
  [8, 3],
  [15.5, 11],
  [22, 1],
  [39.99, 13],
] as const;

interface Told {
  readonly occurredAtMs: number;
  readonly tokens: number;
}

let store: CreditStore;
beforeEach(async () => {
  const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };
  store = createStore(createMemoryTable(), surroundings);
  await store.catalogue.addPlan(plan({ credits: credits(900_000) }));
  for (const [fromDay, price] of prices) {
    const of = { sku, category: 'ai', credits: microcredits(price), per: 1, unit: 'token' } as const;
    const effectiveFromMs = startMs + fromDay * dayMs;
    const card: RateCard = {
      version: `from-${fromDay}`,
      effectiveFromMs,
      publishedAtMs: 0,
      prices: new Map([[sku, of]]),
    };
    await store.catalogue.addRateCard(card);
  }
});

async function pricesOf(
  accountId: string,
  events: readonly Told[],
): Promise<ReadonlyMap<Told, readonly [number, string?]>> {
  await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, nowMs);
  const charged = new Map<Told, readonly [number, string?]>();
  for (const [index, event] of events.entries()) {
    const usage = [{ sku, quantity: BigInt(event.tokens) * 1_000_000n }];
    const asked = { ...requestNamed(`k${index}`), accountId, charge: { usage }, occurredAtMs: event.occurredAtMs };
    const outcome = await debitCredits(store, asked, nowMs);
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
    const { credits: price, rateCard } = outcome.value;
    charged.set(event, rateCard === undefined ? [price] : [price, rateCard]);
  }
  return charged;
}

it('2,000 events told in two orders cost the same, each by the card of its time', async () => {
  const random = seedDecider(25);
  const events = Array.from({ length: 2_000 }, (_, index): Told => {
    const [fromDay] = prices[1 + (index % 4)] ?? [8];
    const near = startMs + fromDay * dayMs + Math.floor(random() * 5 - 2);
    const far = nowMs - Math.floor(random() * 35 * dayMs);
    return { occurredAtMs: Math.min(nowMs, index % 3 === 0 ? near : far), tokens: 1 + Math.floor(random() * 1_000) };
  });
  const inOrder = events.toSorted((a, b) => a.occurredAtMs - b.occurredAtMs);
  const inNoOrder = events.map((event) => [random(), event] as const).sort(([a], [b]) => a - b);

  const first = await pricesOf('in-order', inOrder);
  const second = await pricesOf(
    'in-no-order',
    inNoOrder.map(([, event]) => event),
  );

  for (const event of events) {
    const [fromDay, price] = prices.findLast(([day]) => startMs + day * dayMs <= event.occurredAtMs) ?? [0, 0];
    expect(first.get(event)).toEqual([price * event.tokens, `from-${fromDay}`]);
    expect(second.get(event)).toEqual(first.get(event));
  }
}, 120_000);
