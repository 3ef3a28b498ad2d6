/** A part of `npm run differential`, on each embedded engine, and that it notices a table that differs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../../../shared/storage/table.ts';
import { engines, startTestStore, type TestStore } from '../../../support/engines/engines.ts';
import { compareTables } from './compare.ts';

const share = { firstSeed: 1, sequences: 60, atOnce: 4 };

describe.each(engines)('the simulator’s table beside %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('answers every step of random sequences alike', async () => {
    const { steps, answers, differences } = await compareTables({ table: test.table, ...share });

    expect(differences).toEqual([]);
    expect(steps).toBeGreaterThan(share.sequences * 5);
    for (const kind of [
      'put: stored',
      'put: refused',
      'update: stored',
      'update: refused',
      'query: some',
      'queryDue: some',
      'getMany: some',
      'get: an item',
    ])
      expect(answers.get(kind)).toBeGreaterThan(0);
  });

  it('is told from a table that forgets a condition', async () => {
    const table: Table = {
      ...test.table,
      put: async (item) => {
        await test.table.putMany([item]);
        return { kind: 'stored' };
      },
    };

    const { differences } = await compareTables({ table, ...share, firstSeed: 1_000 });

    expect(differences.length).toBeGreaterThan(0);
  });

  it('is told from a table that forgets what an update asks', async () => {
    const table: Table = {
      ...test.table,
      update: (update) => test.table.update({ ...update, asks: update.asks.slice(0, 1) }),
    };

    const { differences } = await compareTables({ table, ...share, firstSeed: 2_000 });

    expect(differences.length).toBeGreaterThan(0);
  });
});
