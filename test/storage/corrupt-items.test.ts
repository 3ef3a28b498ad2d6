/**
 * Corrupt items: what isn't as we write it is never guessed at, and whoever has to look at it is told what it was and where it is wrong:
 * in the schema's own words, since those of callers have no place in a log.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { readable } from '../../shared/storage/readable.ts';
import { createStore } from '../../shared/storage/store.ts';
import { ItemCorrupt } from '../../shared/storage/table.ts';
import { damages, days } from '../support/builders/damages.ts';
import { accountId, fillAccount, secret } from '../support/builders/filled-account.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

describe('an item that is not as we write it', () => {
  let sound: MemoryTable;

  beforeAll(async () => {
    sound = createMemoryTable();
    await fillAccount(createStore(sound, stillSurroundings));
  });

  it.each(damages)('$key says of itself: $said', async ({ key: begins, damage, read, said }) => {
    const items = [...sound.items.values()];
    const damaged = items.findIndex(({ pk, sk }) => `${pk} ${sk}`.startsWith(begins));
    const table = createMemoryTable();
    await table.putMany(items.map((item, index) => (index === damaged ? { ...item, ...damage(item) } : item)));

    const failure = await read(createStore(table, stillSurroundings)).catch((cause: unknown) => cause);

    expect(damaged).not.toBe(-1);
    await expect(read(createStore(sound, stillSurroundings))).resolves.toBeDefined();
    expect(failure).toBeInstanceOf(ItemCorrupt);
    expect(failure).toMatchObject({ name: 'ItemCorrupt', message: said });
    // What the parser found, whole, is kept for whoever looks closer.
    if (/ is not (one|JSON)/.test(said)) expect(failure).toHaveProperty('cause');
  });
});

it.each([{ seq: secret }, { usage: '{}' }])(
  'a day that can not be read is left out of the usage, which says so',
  async (damage) => {
    const table = createMemoryTable();
    await fillAccount(createStore(table, stillSurroundings));
    const day = [...table.items.values()].find(({ sk }) => sk.startsWith('DAY#'));
    if (day === undefined) return expect.fail('no day was filed');
    await table.putMany([{ ...day, ...damage }]);

    const usage = await createStore(table, stillSurroundings).projections.usage(accountId, days);

    expect(usage.isPartial).toBe(true);
  },
);

it('a bug in reading an item is no damage of it, and stops whoever would go on without it', () => {
  const bug = new TypeError('a bug');
  const read = (): never => {
    throw bug;
  };

  expect(() => readable(read)).toThrow(bug);
});
