/** Reports of usage where roll-ups alone can't tell, and what they are held against. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Dimensions } from '../../shared/domain/catalogue/rate-card.ts';
import type { UsageGrouping } from '../../shared/domain/projections/usage-trend.ts';
import { changePlan } from '../../shared/operations/change-plan.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { projectAccount } from '../../shared/operations/project-commits.ts';
import { readUsage, type UsageQuestion, type UsageReport } from '../../shared/operations/read-usage.ts';
import { createStore } from '../../shared/storage/store.ts';
import { decideDebit, onAccount } from '../support/builders/decisions.ts';
import { credits, dayMs, debitOf, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const surroundings = { sleep: async () => {}, random: () => 0.5, monotonicMs: () => 0 };
const hourMs = 3_600_000;
const store = createStore(createMemoryTable(), surroundings);
const by = (name: string): UsageGrouping => ({ by: 'dimension', name });

interface Use {
  readonly credits: number;
  readonly nowMs: number;
  readonly dimensions?: Dimensions;
}

let keys = 0;

async function use(accountId: string, { credits: amount, nowMs, dimensions }: Use): Promise<void> {
  keys += 1;
  const command = { ...debitOf(amount, `use ${keys}`), fingerprint: `${keys}`, ...(dimensions && { dimensions }) };
  const outcome = await store.change({ ...command, accountId, nowMs, decide: onAccount(decideDebit, command) });
  expect(outcome.kind).toBe('done');
}

async function project(accountId: string, nowMs: number): Promise<void> {
  const loaded = await store.readAccount(accountId);
  if (loaded !== undefined)
    await projectAccount({ store, bus: { publish: async () => {} }, nowMs: () => nowMs }, loaded);
}

async function usage(accountId: string, nowMs: number, over: Partial<UsageQuestion> = {}): Promise<UsageReport> {
  const question = { accountId, interval: 'day', grouping: { by: 'nothing' }, limit: 1_000, ...over } as const;
  const found = await readUsage(store, question, nowMs);
  if (found.kind !== 'done') throw new Error(JSON.stringify(found));
  return found.value;
}

function groups({ comparison }: UsageReport): readonly (readonly [string, number, number])[] {
  return [...(comparison?.groups ?? [])]
    .toSorted((a, b) => Number(b.credits - a.credits))
    .map(({ group, credits: now, before }) => [group.name || group.kind, Number(now) / 1e6, Number(before) / 1e6]);
}

beforeAll(async () => {
  await store.catalogue.addPlan(plan({ planId: 'big', credits: credits(100_000) }));
  await store.catalogue.addPlan(plan({ planId: 'half', credits: credits(50_000) }));
});

async function open(accountId: string, timeZone = 'UTC'): Promise<void> {
  await openAccount(store, { ...requestNamed('open'), accountId, planId: 'big', anchorMs: startMs, timeZone }, startMs);
}

describe('usage by a dimension', () => {
  it('names who used most first, even who came last of thirty on its day', async () => {
    await open('thirty');
    for (let user = 1; user <= 29; user += 1)
      await use('thirty', {
        credits: 10_500 / 29,
        nowMs: startMs + user * 60_000,
        dimensions: { user: `user-${user}` },
      });
    await use('thirty', { credits: 20_000, nowMs: startMs + hourMs, dimensions: { user: 'user-30' } });
    await project('thirty', startMs + 2 * hourMs);

    const found = await usage('thirty', startMs + 2 * hourMs, { grouping: by('user') });

    expect(groups(found)).toHaveLength(30);
    expect(groups(found)[0]).toEqual(['user-30', 20_000, 0]);
    const sum = found.rows.reduce((all, row) => all + row.credits, 0n);
    expect(sum).toBe((await usage('thirty', startMs + 2 * hourMs)).rows[0]?.credits);
  });

  it('sums those beyond so many of the largest, which a longer list opens', async () => {
    const ten = await usage('thirty', startMs + 2 * hourMs, { grouping: by('user'), namedMax: 10 });

    expect(groups(ten).map(([name]) => name)).toHaveLength(11);
    expect(
      groups(ten)
        .slice(0, 2)
        .map(([name]) => name),
    ).toEqual(['user-30', 'others']);
  });

  it('is told by any of six', async () => {
    await open('six');
    const names = ['agent', 'key', 'model', 'team', 'user', 'workflow'];
    const dimensions = Object.fromEntries(names.map((name) => [name, `a ${name}`]));
    await use('six', { credits: 3, nowMs: startMs + 1, dimensions });
    await use('six', { credits: 1, nowMs: startMs + 2 });
    await project('six', startMs + hourMs);

    for (const name of names)
      expect(groups(await usage('six', startMs + hourMs, { grouping: by(name) })), name).toEqual([
        [`a ${name}`, 3, 0],
        ['none', 1, 0],
      ]);
  });

  it('has the same names and sums whether the projection has come to the end or not', async () => {
    await open('behind');
    for (let user = 0; user < 40; user += 1)
      await use('behind', {
        credits: 1 + user,
        nowMs: startMs + user,
        dimensions: { user: `u${user}`, z: 'z', y: 'y', x: 'x' },
      });
    const before = await usage('behind', startMs + hourMs, { grouping: by('user') });
    await project('behind', startMs + hourMs);
    const after = await usage('behind', startMs + hourMs, { grouping: by('user') });

    expect(groups(after)).toEqual(groups(before));
    expect(groups(after)[0]).toEqual(['u39', 40, 0]);
    expect(groups(await usage('behind', startMs + hourMs, { grouping: by('z') }))).toEqual([['z', 820, 0]]);
  });
});

describe('what usage is held against', () => {
  const eleventhMs = startMs + 30 * dayMs + 10 * dayMs + 12 * hourMs;

  it('is the same point of the cycle before, while the cycle goes on', async () => {
    await open('point');
    for (let day = 0; day < 41; day += 1)
      await use('point', { credits: day < 30 ? 100 : 109, nowMs: startMs + day * dayMs });
    await project('point', eleventhMs);

    const present = await usage('point', eleventhMs);
    const past = await usage('point', eleventhMs, { cycle: 0 });

    expect(groups(present)).toEqual([['all', 11 * 109, 11 * 100]]);
    expect(present.comparison?.previous).toMatchObject({ untilMs: startMs + 10 * dayMs + 12 * hourMs });
    expect(groups(past)).toEqual([['all', 3_000, 0]]);
    expect(past.comparison?.previous).toBeUndefined();
  });

  it('is nothing where the account wasn’t there for all of it', async () => {
    const fromMs = startMs + 15 * dayMs;
    const [long, short] = [startMs + 31 * dayMs, startMs + 20 * dayMs];

    expect((await usage('point', long, { fromMs, toMs: long })).comparison?.previous).toBeUndefined();
    expect((await usage('point', short, { fromMs, toMs: short })).comparison?.previous).toMatchObject({
      fromMs: startMs + 10 * dayMs,
    });
  });

  it('is the plan of each time: its pace moves with the plan', async () => {
    await open('paced');
    const command = { ...requestNamed('down'), accountId: 'paced', planId: 'half', when: 'next-cycle' } as const;
    await changePlan(store, command, startMs + dayMs);
    await use('paced', { credits: 1, nowMs: startMs + 31 * dayMs });
    await project('paced', startMs + 32 * dayMs);

    const { pace } = await usage('paced', startMs + 40 * dayMs, {
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
    await open('york', 'America/New_York');
    // Eleven in the evening of the fourth in New York.
    await use('york', { credits: 5, nowMs: Date.parse('2026-11-05T04:00:00.000Z') });
    const nowMs = Date.parse('2026-11-06T12:00:00.000Z');
    await project('york', nowMs);

    const [own] = (await usage('york', nowMs)).rows;
    const [utc] = (await usage('york', nowMs, { timeZone: 'UTC' })).rows;

    expect(new Date(own?.startMs ?? 0).toISOString()).toBe('2026-11-04T05:00:00.000Z');
    expect(new Date(utc?.startMs ?? 0).toISOString()).toBe('2026-11-05T00:00:00.000Z');
  });

  it('may be 400, also where the question is a minute old at midnight', async () => {
    const nowMs = Date.parse('2028-02-02T00:00:30.000Z');
    const question = { fromMs: Date.parse('2028-02-01T00:00:00.000Z') - 399 * dayMs };

    expect((await usage('york', nowMs, question)).rows).toEqual([]);
  });
});
