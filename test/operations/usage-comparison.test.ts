import { beforeAll, describe, expect, it } from 'vitest';
import { hourMs } from '../../shared/domain/time.ts';
import { changePlan } from '../../shared/operations/change-plan.ts';
import { createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { project } from '../support/builders/project.ts';
import { groups, open, usage, use } from '../support/builders/reported-usage.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
/** Reports of usage beside the cycle before or the plan of the time, and the days that they have. */
import { stillSurroundings } from '../support/engines/surroundings.ts';

const store = createStore(createMemoryTable(), stillSurroundings);

beforeAll(async () => {
  await store.catalogue.addPlan(plan({ planId: 'big', credits: credits(100_000) }));
  await store.catalogue.addPlan(plan({ planId: 'half', credits: credits(50_000) }));
});

describe('what usage is held against', () => {
  const eleventhMs = startMs + 30 * dayMs + 10 * dayMs + 12 * hourMs;

  it('is the same point of the cycle before, while the cycle goes on', async () => {
    await open(store, 'point');
    for (let day = 0; day < 41; day += 1)
      await use(store, 'point', { credits: day < 30 ? 100 : 109, nowMs: startMs + day * dayMs });
    await project(store, 'point', eleventhMs);

    const present = await usage(store, 'point', eleventhMs);
    const past = await usage(store, 'point', eleventhMs, { cycle: 0 });

    expect(groups(present)).toEqual([['all', 11 * 109, 11 * 100]]);
    expect(present.comparison?.previous).toMatchObject({ untilMs: startMs + 10 * dayMs + 12 * hourMs });
    expect(groups(past)).toEqual([['all', 3_000, 0]]);
    expect(past.comparison?.previous).toBeUndefined();
  });

  it('is nothing where the account wasn’t there for all of it', async () => {
    const fromMs = startMs + 15 * dayMs;
    const [long, short] = [startMs + 31 * dayMs, startMs + 20 * dayMs];

    expect((await usage(store, 'point', long, { fromMs, toMs: long })).comparison?.previous).toBeUndefined();
    expect((await usage(store, 'point', short, { fromMs, toMs: short })).comparison?.previous).toMatchObject({
      fromMs: startMs + 10 * dayMs,
    });
  });

  it('is the plan of each time: its pace moves with the plan', async () => {
    await open(store, 'paced');
    const command = { ...requestNamed('down'), accountId: 'paced', planId: 'half', when: 'next-cycle' } as const;
    await changePlan(store, command, startMs + dayMs);
    await use(store, 'paced', { credits: 1, nowMs: startMs + 31 * dayMs });
    await project(store, 'paced', startMs + 32 * dayMs);

    const { pace } = await usage(store, 'paced', startMs + 40 * dayMs, {
      fromMs: startMs + 5 * dayMs,
      toMs: startMs + 40 * dayMs,
    });

    expect(
      pace?.map(({ startMs: fromMs, endMs, perDay }) => [
        (fromMs - startMs) / dayMs,
        (endMs - startMs) / dayMs,
        perDay,
      ]),
    ).toEqual([
      [5, 30, (BigInt(credits(100_000)) * 1n) / 30n],
      [30, 40, BigInt(credits(50_000)) / 31n],
    ]);
  });
});

describe('the days of a report', () => {
  it('are of the account’s zone, or of another that is asked for', async () => {
    await open(store, 'york', 'America/New_York');
    // Eleven in the evening of the fourth in New York.
    await use(store, 'york', { credits: 5, nowMs: Date.parse('2026-11-05T04:00:00.000Z') });
    const nowMs = Date.parse('2026-11-06T12:00:00.000Z');
    await project(store, 'york', nowMs);

    const [own] = (await usage(store, 'york', nowMs)).rows;
    const [utc] = (await usage(store, 'york', nowMs, { timeZone: 'UTC' })).rows;

    expect(new Date(own?.startMs ?? 0).toISOString()).toBe('2026-11-04T05:00:00.000Z');
    expect(new Date(utc?.startMs ?? 0).toISOString()).toBe('2026-11-05T00:00:00.000Z');
  });

  it('may be 400, also where the question is a minute old at midnight', async () => {
    const nowMs = Date.parse('2028-02-02T00:00:30.000Z');
    const question = { fromMs: Date.parse('2028-02-01T00:00:00.000Z') - 399 * dayMs };

    expect((await usage(store, 'york', nowMs, question)).rows).toEqual([]);
  });
});
