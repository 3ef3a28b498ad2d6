import { beforeAll, describe, expect, it } from 'vitest';
import type { UsageGrouping } from '../../shared/domain/projections/usage-trend.ts';
import { hourMs } from '../../shared/domain/time.ts';
import { createStore } from '../../shared/storage/store.ts';
import { credits, plan, startMs } from '../support/builders/fixtures.ts';
import { project } from '../support/builders/project.ts';
import { groups, open, usage, use } from '../support/builders/reported-usage.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
/** Reports of usage where roll-ups alone can't tell, and what they are held against. */
import { stillSurroundings } from '../support/engines/surroundings.ts';

const store = createStore(createMemoryTable(), stillSurroundings);
const by = (name: string): UsageGrouping => ({ by: 'dimension', name });

beforeAll(async () => {
  await store.catalogue.addPlan(plan({ planId: 'big', credits: credits(100_000) }));
  await store.catalogue.addPlan(plan({ planId: 'half', credits: credits(50_000) }));
});

describe('usage by a dimension', () => {
  it('names who used most first, even who came last of thirty on its day', async () => {
    await open(store, 'thirty');
    for (let user = 1; user <= 29; user += 1)
      await use(store, 'thirty', {
        credits: 10_500 / 29,
        nowMs: startMs + user * 60_000,
        dimensions: { user: `user-${user}` },
      });
    await use(store, 'thirty', { credits: 20_000, nowMs: startMs + hourMs, dimensions: { user: 'user-30' } });
    await project(store, 'thirty', startMs + 2 * hourMs);

    const found = await usage(store, 'thirty', startMs + 2 * hourMs, { grouping: by('user') });

    expect(groups(found)).toHaveLength(30);
    expect(groups(found)[0]).toEqual(['user-30', 20_000, 0]);
    const sum = found.rows.reduce((all, row) => all + row.credits, 0n);
    expect(sum).toBe((await usage(store, 'thirty', startMs + 2 * hourMs)).rows[0]?.credits);
  });

  it('sums those beyond so many of the largest, which a longer list opens', async () => {
    const ten = await usage(store, 'thirty', startMs + 2 * hourMs, { grouping: by('user'), namedMax: 10 });

    expect(groups(ten).map(([name]) => name)).toHaveLength(11);
    expect(
      groups(ten)
        .slice(0, 2)
        .map(([name]) => name),
    ).toEqual(['user-30', 'others']);
  });

  it('is told by any of six', async () => {
    await open(store, 'six');
    const names = ['agent', 'key', 'model', 'team', 'user', 'workflow'];
    const dimensions = Object.fromEntries(names.map((name) => [name, `a ${name}`]));
    await use(store, 'six', { credits: 3, nowMs: startMs + 1, dimensions });
    await use(store, 'six', { credits: 1, nowMs: startMs + 2 });
    await project(store, 'six', startMs + hourMs);

    for (const name of names)
      expect(groups(await usage(store, 'six', startMs + hourMs, { grouping: by(name) })), name).toEqual([
        [`a ${name}`, 3, 0],
        ['none', 1, 0],
      ]);
  });

  it('has the same names and sums whether the projection has come to the end or not', async () => {
    await open(store, 'behind');
    for (let user = 0; user < 40; user += 1)
      await use(store, 'behind', {
        credits: 1 + user,
        nowMs: startMs + user,
        dimensions: { user: `u${user}`, z: 'z', y: 'y', x: 'x' },
      });
    const before = await usage(store, 'behind', startMs + hourMs, { grouping: by('user') });
    await project(store, 'behind', startMs + hourMs);
    const after = await usage(store, 'behind', startMs + hourMs, { grouping: by('user') });

    expect(groups(after)).toEqual(groups(before));
    expect(groups(after)[0]).toEqual(['u39', 40, 0]);
    expect(groups(await usage(store, 'behind', startMs + hourMs, { grouping: by('z') }))).toEqual([['z', 820, 0]]);
  });
});
