/** Usage told by entries: filtered, split and counted, and the same sums as by roll-ups. */
import { beforeAll, expect, it } from 'vitest';
import type { UsageAspect } from '../../shared/domain/projections/usage-trend.ts';
import { dayMs, hourMs } from '../../shared/domain/time.ts';
import { type LedgerQuestion, readLedger } from '../../shared/operations/read-ledger.ts';
import { readUsage, type UsageReport } from '../../shared/operations/read-usage.ts';
import { createStore } from '../../shared/storage/store.ts';
import { credits, plan, startMs } from '../support/builders/fixtures.ts';
import { groups, open, usage, use } from '../support/builders/reported-usage.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const { table, counts } = countingTable(createMemoryTable());
const store = createStore(table, stillSurroundings);
const by = (name: string) => ({ by: 'dimension', name }) as const;
const nowMs = startMs + 40 * dayMs;

const people = ['ada', 'grace', 'linus'];
const models = ['opus', 'haiku'];

beforeAll(async () => {
  await store.catalogue.addPlan(plan({ planId: 'big', credits: credits(100_000) }));
  await open(store, 'acme');
  for (let index = 0; index < 60; index += 1) {
    const user = people[index % 3] ?? '';
    const model = models[index % 2] ?? '';
    const dimensions = index % 7 === 0 ? { model } : { user, model };
    await use(store, 'acme', { credits: 1 + index / 1_000, nowMs: startMs + index * 16 * hourMs, dimensions });
  }
});

/** The sums of a report by group and split, in microcredits, now and before. */
function sums({ comparison }: UsageReport): ReadonlyMap<string, readonly [bigint, bigint]> {
  const all = (comparison?.groups ?? []).filter(({ credits: now, before }) => now !== 0n || before !== 0n);
  return new Map(
    all.map(({ group, split, credits: now, before }) => [
      `${group.kind} ${group.name} ${split?.kind ?? ''} ${split?.name ?? ''}`,
      [now, before],
    ]),
  );
}

it.each([
  [{ by: 'nothing' }],
  [{ by: 'category' }],
  [{ by: 'sku' }],
  [by('user')],
  [by('model')],
  [by('workflow')],
] as const)('counted entries come to the same as roll-ups, grouped %o', async (grouping) => {
  for (const scope of [{}, { cycle: 0 }, { fromMs: startMs + 20 * dayMs, toMs: nowMs }]) {
    for (const interval of ['day', 'cycle', 'hour'] as const) {
      const rolled = await usage(store, 'acme', nowMs, { grouping, interval, ...scope });
      const counted = await usage(store, 'acme', nowMs, { grouping, interval, ...scope, isCounted: true });

      expect(sums(counted)).toEqual(sums(rolled));
      expect(counted.scope).toEqual(rolled.scope);
      expect(counted.comparison?.previous).toEqual(rolled.comparison?.previous);
      const used = rolled.rows.filter((row) => row.credits !== 0n);
      expect(counted.rows.map(({ requests: _requests, quantity: _quantity, ...row }) => row)).toEqual(used);
    }
  }
});

it('asks for no entry by a dimension that nobody named', async () => {
  const callsFor = async (grouping: UsageAspect): Promise<number> => {
    const before = counts.calls;
    await usage(store, 'acme', nowMs, { grouping });
    return counts.calls - before;
  };

  expect(await callsFor(by('workflow'))).toBe(await callsFor({ by: 'nothing' }));
});

it('splits each group into parts that add up to it', async () => {
  const whole = await usage(store, 'acme', nowMs, { grouping: by('user') });
  const parts = await usage(store, 'acme', nowMs, { grouping: by('user'), splitting: by('model') });

  for (const [name, now, before] of groups(whole)) {
    const own = (parts.comparison?.groups ?? []).filter(({ group }) => (group.name || group.kind) === name);
    const [group, ...split] = own.toSorted((a, b) => Number(a.split !== undefined) - Number(b.split !== undefined));
    expect([group?.credits, group?.before].map((each) => Number(each) / 1e6)).toEqual([now, before]);
    expect(split.length).toBeGreaterThan(1);
    expect(split.reduce((sum, part) => sum + part.credits, 0n)).toBe(group?.credits);
    expect(split.reduce((sum, part) => sum + part.before, 0n)).toBe(group?.before);
    expect(split.reduce((sum, part) => sum + (part.counts?.now.requests ?? 0), 0)).toBe(group?.counts?.now.requests);
  }
});

it('counts what names all that is asked for and nothing else, with its requests and its largest charges', async () => {
  const asked = { cycle: 0, filter: { dimensions: { user: 'ada', model: 'opus' } }, grouping: by('user') };
  const found = await usage(store, 'acme', nowMs, asked);

  const own = Array.from({ length: 60 }, (_, index) => index).filter(
    (index) => index % 3 === 0 && index % 2 === 0 && index % 7 !== 0 && index * 16 * hourMs < 31 * dayMs,
  );
  expect(found.explored?.totals.now).toEqual({
    credits: BigInt(own.reduce((sum, index) => sum + 1_000_000 + index * 1_000, 0)),
    requests: own.length,
    quantity: 0n,
  });
  expect(found.explored?.largest[0]?.credits).toBe(1_000_000 + 1_000 * (own.at(-1) ?? 0));
  const none = await usage(store, 'acme', nowMs, { filter: { caller: 'somebody else' } });
  expect(none.explored?.totals.now.credits).toBe(0n);
});

it('tells by whom it was charged', async () => {
  const found = await usage(store, 'acme', nowMs, { grouping: { by: 'caller' } satisfies UsageAspect });

  expect(found.comparison?.groups.map(({ group }) => group.name)).toEqual(['test']);
});

it('refuses a cursor of another question', async () => {
  const cursor = '1.1.2.3.4.5.6~abc';
  const question = { accountId: 'acme', interval: 'day', grouping: { by: 'caller' }, limit: 10, cursor } as const;

  expect((await readUsage(store, question, nowMs)).kind).toBe('invalid');
});

it('finds the entries behind a sum by all its dimensions, its size, its key, its caller and any text', async () => {
  const count = async (filter: Partial<LedgerQuestion>): Promise<number> => {
    const question = { accountId: 'acme', limit: 100, order: 'descending', type: 'debit', ...filter } as const;
    const page = await readLedger(store, question, nowMs);
    return page.kind === 'done' ? page.value.entries.length : Number.NaN;
  };
  const indexes = Array.from({ length: 60 }, (_, index) => index);

  expect(await count({ dimensions: { user: 'ada', model: 'opus' } })).toBe(
    indexes.filter((index) => index % 6 === 0 && index % 7 !== 0).length,
  );
  expect(await count({ minCredits: credits(1.05) })).toBe(10);
  expect(await count({ search: 'HAIKU' })).toBe(30);
  expect(await count({ search: 'nobody' })).toBe(0);
  expect(await count({ caller: 'test' })).toBe(60);
  expect(await count({ caller: 'key/another' })).toBe(0);
  expect(await count({ key: 'use 1' })).toBe(1);
});
