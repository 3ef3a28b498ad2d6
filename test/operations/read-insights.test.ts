import { beforeAll, describe, expect, it } from 'vitest';
import { hourOfWeekIn } from '../../shared/domain/insights/local-hours.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { projectAccount } from '../../shared/operations/project-commits.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { quoteUsage } from '../../shared/operations/quote-usage.ts';
import { type Insights, readInsights } from '../../shared/operations/read-insights.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit } from '../support/builders/fleet.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0.5, monotonicMs: () => 0 };
const hourMs = 3_600_000;
const timeZone = 'America/New_York';
/** The tenth of March, four cycles after the accounts were opened. */
const nowMs = Date.parse('2027-03-10T15:20:00.000Z');
const table = createMemoryTable();
const store = createStore(table, surroundings);
const hourOfWeek = hourOfWeekIn(timeZone);

/** Uses `perHour` credits in each office hour, or what is left of the balance, until `untilMs`. */
async function work(accountId: string, perHour: (atMs: number) => number, untilMs = nowMs): Promise<void> {
  await openAccount(
    store,
    { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs, timeZone },
    startMs,
  );
  for (let atMs = startMs + 60_000; atMs < untilMs; atMs += hourMs) {
    const hour = hourOfWeek(atMs);
    if (hour >= 120 || hour % 24 < 9 || hour % 24 >= 17) continue;
    await debit(store, accountId, { key: `${atMs}`, credits: perHour(atMs), nowMs: atMs });
  }
}

async function project(accountId: string): Promise<void> {
  const loaded = await store.readAccount(accountId);
  if (loaded !== undefined)
    await projectAccount({ store, bus: { publish: async () => {} }, nowMs: () => nowMs }, loaded);
}

async function insightsOf(accountId: string, over: Table = table): Promise<Insights> {
  const found = await readInsights(createStore(over, surroundings), { accountId, hasPlanFit: false }, nowMs);
  if (found.kind !== 'done') throw new Error(`refused: ${JSON.stringify(found)}`);
  return found.value;
}

function codesOf({ advice }: Insights): readonly string[] {
  return advice.map(({ code }) => code);
}

beforeAll(async () => {
  await store.catalogue.addPlan(plan());
  // 40 office hours a week: 1,300 to 1,400 a month of the 1,000 that there are.
  await work('runs-out', () => 8);
  await work('wastes', () => 1);
  await work('grew', (atMs) => (atMs < startMs + 120 * dayMs ? 2 : 5));
  await work('new', () => 1, startMs + 5 * dayMs);
  for (const accountId of ['runs-out', 'wastes', 'grew']) await project(accountId);
}, 60_000);

describe('insights', () => {
  it('tell when an account runs out, by what it uses while it may: standing at zero every month end is no use', async () => {
    const { outlook, available } = await insightsOf('runs-out');

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
    const found = await insightsOf('runs-out');

    const [buy, shift] = found.advice;
    expect(codesOf(found)).toEqual(['buy-add-on-before', 'shift-heavy-work-after-renewal']);
    if (buy?.code !== 'buy-add-on-before' || found.outlook.kind !== 'forecast') throw new Error('another advice');
    expect(buy.beforeMs).toBe(found.outlook.earliestMs);
    expect(buy.missing).toBe(Math.ceil(found.outlook.missing.likely));
    expect(buy.pack).toMatchObject({ pack: { packId: 'burst-100' }, count: Math.ceil(buy.missing / credits(100)) });
    expect(shift).toMatchObject({ renewsAtMs: found.cycle.endMs, available: found.available });
  });

  it('tell what expired unused, by source, as it was granted and spent', async () => {
    const { waste, ...found } = await insightsOf('wastes');

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
    const { burn, advice } = await insightsOf('grew');

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

    const add = (await insightsOf('wastes')).advice.find(({ code }) => code === 'add-on-expires-unused');

    expect(add).toMatchObject({ remaining: credits(100), expiresAtMs: nowMs + dayMs });
    // A day's work is 8 of them.
    if (add?.code === 'add-on-expires-unused') expect(add.unused / credits(1)).toBeCloseTo(92, -1);
    const young = await readInsights(store, { accountId: 'new', hasPlanFit: false }, startMs + 5 * dayMs);
    expect(young).toMatchObject({ value: { outlook: { reason: 'history-short', historyDaysMin: 26 }, advice: [] } });
  });

  it('take what the roll-ups haven’t come to for unknown, not for a time without use', async () => {
    const accountId = 'behind';
    await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
    for (let hours = 0; hours < 1_400; hours += 1)
      await debit(store, accountId, { key: `${hours}`, credits: 1, nowMs: startMs + hours * hourMs });

    const found = await readInsights(store, { accountId, hasPlanFit: false }, startMs + 1_400 * hourMs);

    // Entry 1,000 is of mid-December and today is the 29th: it would be much less if the days between had been idle.
    expect(found).toMatchObject({ kind: 'done', value: { through: { seq: 1_000 }, outlook: { kind: 'forecast' } } });
    if (found.kind !== 'done' || found.value.outlook.kind !== 'forecast') throw new Error('nothing foretold');
    const hoursLeft = (found.value.cycle.endMs - startMs) / hourMs - 1_400;
    expect(found.value.outlook.use.likely / credits(hoursLeft)).toBeCloseTo(1, 1);
  });

  it('cost four reads of the account’s own items, however long its ledger is', async () => {
    const { table: counted, counts } = countingTable(table);
    const asksOf = new Set<string>();
    const watched: Table = {
      ...counted,
      get: async (key, options) => counted.get(key, options).finally(() => asksOf.add(key.pk)),
      query: async (range) => counted.query(range).finally(() => asksOf.add(range.pk)),
    };

    await insightsOf('grew', watched);

    // The catalogue once a process, then the account, where its projection stands, and its days.
    expect(counts.calls).toBe(4);
    expect([...asksOf].toSorted()).toEqual(['ACCOUNT#grew', 'CATALOGUE', 'USAGE#grew']);
    expect(counts.readUnits).toBeLessThan(10);
    expect(counts.writeUnits).toBe(0);
  });
});

describe('a quote with an outlook', () => {
  it('says what a job leaves for the use to be expected, and with which pack both have room', async () => {
    const quoted = async (amount: number, accountId = 'grew'): Promise<unknown> => {
      const charge = { credits: credits(amount) };
      const found = await quoteUsage(store, { charge, accountId, hasOutlook: true }, nowMs);
      return found.kind === 'done' ? found.value : found;
    };

    expect(await quoted(600, 'wastes')).toMatchObject({ outlook: { fits: 'surely', missing: 0 } });
    expect(await quoted(1)).toMatchObject({ account: { isAffordable: true }, outlook: { fits: 'likely', missing: 0 } });
    expect(await quoted(600)).toMatchObject({
      account: { isAffordable: true, renewals: 0 },
      outlook: { fits: 'unlikely', pack: { pack: { packId: 'burst-100' } } },
    });
    expect(await quoted(900)).toMatchObject({
      account: { isAffordable: false, renewals: 1, earliestMs: Date.parse('2027-04-01T00:00:00.000Z') },
      outlook: { fits: 'unlikely', pack: { pack: { packId: 'burst-1000' }, count: 1 } },
    });
    expect(await quoted(1_001)).not.toHaveProperty('account.earliestMs');
  });

  it('reads the account alone where no outlook is asked for', async () => {
    const { table: counted, counts } = countingTable(table);

    await quoteUsage(createStore(counted, surroundings), { charge: { credits: credits(1) }, accountId: 'grew' }, nowMs);

    expect(counts.calls).toBe(2);
  });
});
