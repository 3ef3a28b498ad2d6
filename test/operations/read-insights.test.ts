import { beforeAll, describe, expect, it } from 'vitest';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { type Insights, readInsights } from '../../shared/operations/read-insights.ts';
import { createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { insightsOf, nowMs, work } from '../support/builders/office-hours.ts';
import { project } from '../support/builders/project.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const table = createMemoryTable();
const store = createStore(table, stillSurroundings);

function codesOf({ advice }: Insights): readonly string[] {
  return advice.map(({ code }) => code);
}

beforeAll(async () => {
  await store.catalogue.addPlan(plan());
  // 40 office hours a week: 1,300 to 1,400 a month of the 1,000 that there are.
  await work(store, 'runs-out', () => 8);
  await work(store, 'wastes', () => 1);
  await work(store, 'grew', (atMs) => (atMs < startMs + 120 * dayMs ? 2 : 5));
  await work(store, 'new', () => 1, startMs + 5 * dayMs);
  for (const accountId of ['runs-out', 'wastes', 'grew']) await project(store, accountId, nowMs);
}, 60_000);

describe('insights', () => {
  it('tell when an account runs out, by what it uses while it may: standing at zero every month end is no use', async () => {
    const { outlook, available } = await insightsOf('runs-out', table);

    // 58 office hours of March at 8 credits are used; what is left is enough for 67 more, of 126 to come.
    expect(available).toBe(credits(1_000 - 58 * 8));
    if (outlook.kind !== 'forecast') throw new Error(outlook.kind);
    const { earliestMs = 0, likelyMs = 0, latestMs = 0, use } = outlook;
    expect(new Date(likelyMs).toISOString().slice(0, 10)).toBe('2027-03-22');
    expect(earliestMs).toBeLessThanOrEqual(likelyMs);
    expect(latestMs).toBeGreaterThanOrEqual(likelyMs);
    expect(latestMs - earliestMs).toBeLessThan(5 * dayMs);
    expect(use.likely / credits(8)).toBeCloseTo(126, -1);
  });

  it('advise to buy the cheapest pack that lasts before it runs out, or to wait, with the figures', async () => {
    const found = await insightsOf('runs-out', table);

    const [buy, shift] = found.advice;
    expect(codesOf(found)).toEqual(['buy-add-on-before', 'shift-heavy-work-after-renewal']);
    if (buy?.code !== 'buy-add-on-before' || found.outlook.kind !== 'forecast') throw new Error('another advice');
    expect(buy.beforeMs).toBe(found.outlook.earliestMs);
    expect(buy.missing).toBe(Math.ceil(found.outlook.missing.likely));
    expect(buy.pack).toMatchObject({ pack: { packId: 'burst-100' }, count: Math.ceil(buy.missing / credits(100)) });
    expect(shift).toMatchObject({ renewsAtMs: found.cycle.endMs, available: found.available });
  });

  it('tell what expired unused, by source, as it was granted and spent', async () => {
    const { waste, ...found } = await insightsOf('wastes', table);

    // December has 23 working days, January 21, February 20; its pack of 100 for a day was half used.
    const granted = credits(1_000);
    expect(waste.cycles.map((each) => [each.granted, each.unused])).toEqual(
      [23, 21, 20].map((days) => [BigInt(granted), BigInt(credits(1_000 - 8 * days))]),
    );
    expect(waste.cycles[0]?.bySource).toEqual([
      { source: 'plan', granted: BigInt(granted), unused: BigInt(credits(816)) },
    ]);
    expect(codesOf({ waste, ...found })).toEqual(['run-heavy-work-before-renewal', 'credits-expired-unused']);
    expect(found.outlook).toMatchObject({ kind: 'forecast' });
    expect(found.outlook).not.toHaveProperty('earliestMs');
  });

  it('tell how fast credits go, this cycle beside the same part of the one before', async () => {
    const { burn, advice } = await insightsOf('grew', table);

    expect(burn.total.lastDay).toEqual({ credits: 40n * 1_000_000n, perHour: 1_666_666n, perDay: 40n * 1_000_000n });
    expect(burn.total.lastWeek?.credits).toBe(200n * 1_000_000n);
    expect(burn.byCategory.ai).toEqual(burn.total);
    expect(burn.byCategory.platform.lastWeek).toEqual({ credits: 0n, perHour: 0n, perDay: 0n });
    expect(burn.total.previousCycle?.credits).toBe(BigInt(credits(20 * 8 * 2)));
    const grew = advice.find(({ code }) => code === 'usage-grew');
    expect(grew).toMatchObject({
      credits: burn.total.cycle?.credits,
      before: burn.total.previousCycleToDate?.credits,
      category: 'ai',
    });
  });

  it('warn of a pack that won’t be used up, and of nothing where the history is short', async () => {
    await purchasePack(
      store,
      { ...requestNamed('pack'), accountId: 'wastes', packId: 'day-100', paymentId: 'pi_1' },
      nowMs,
    );

    const add = (await insightsOf('wastes', table)).advice.find(({ code }) => code === 'add-on-expires-unused');

    expect(add).toMatchObject({ remaining: credits(100), expiresAtMs: nowMs + dayMs });
    // A day's work is 8 of them.
    if (add?.code === 'add-on-expires-unused') expect(add.unused / credits(1)).toBeCloseTo(92, -1);
    const young = await readInsights(store, { accountId: 'new', hasPlanFit: false }, startMs + 5 * dayMs);
    expect(young).toMatchObject({ value: { outlook: { reason: 'history-short', historyDaysMin: 26 }, advice: [] } });
  });
});
