import { beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../../shared/domain/time.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { quoteUsage } from '../../shared/operations/quote-usage.ts';
import { readInsights } from '../../shared/operations/read-insights.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit } from '../support/builders/fleet.ts';
import { insightsOf, nowMs, work } from '../support/builders/office-hours.ts';
import { project } from '../support/builders/project.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const table = createMemoryTable();
const store = createStore(table, stillSurroundings);

beforeAll(async () => {
  await store.catalogue.addPlan(plan());
  await work(store, 'wastes', () => 1);
  await work(store, 'grew', (atMs) => (atMs < startMs + 120 * dayMs ? 2 : 5));
  for (const accountId of ['wastes', 'grew']) await project(store, accountId, nowMs);
}, 60_000);

describe('insights', () => {
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

  it('cost five reads of the account’s own items, however long its ledger is', async () => {
    const { table: counted, counts } = countingTable(table);
    const asksOf = new Set<string>();
    const watched: Table = {
      ...counted,
      get: async (key, options) => counted.get(key, options).finally(() => asksOf.add(key.pk)),
      query: async (range) => counted.query(range).finally(() => asksOf.add(range.pk)),
    };

    await insightsOf('grew', watched);

    // The catalogue once a process, then the account, where its projection stands, its days, and what was turned away.
    expect(counts.calls).toBe(5);
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

    // Six weeks of usual use are left beside the job, yet a job that comes once a month need not be in so short a history.
    expect(await quoted(600, 'wastes')).toMatchObject({ outlook: { fits: 'likely', missing: 0 } });
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

    await quoteUsage(
      createStore(counted, stillSurroundings),
      { charge: { credits: credits(1) }, accountId: 'grew' },
      nowMs,
    );

    expect(counts.calls).toBe(2);
  });
});
