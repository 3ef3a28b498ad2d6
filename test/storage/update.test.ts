/** An update in place: both engines and the tables in memory take the same ones, and make the same item of them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import type { Condition, ItemChange, UpdateOutcome } from '../../shared/storage/update.ts';
import { createFakeTable } from '../runs/simulation/fake-table.ts';
import { engines, startTestStore } from '../support/engines/engines.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const key = { pk: 'ACCOUNT#acme', sk: 'ACCOUNT' };
const stored: Item = {
  ...key,
  free: 10,
  state: 'a reserved word',
  tail: ['a', 'b', 'c'],
  marks: new Set(['x', 'y']),
  limits: { ai: 5 },
};

interface Case {
  readonly name: string;
  readonly asks?: readonly Condition[];
  readonly changes?: readonly ItemChange[];
  readonly isStored: boolean;
}

const touch: readonly ItemChange[] = [{ do: 'set', path: ['touched'], value: 1 }];
const conditions: readonly (readonly [string, Condition, boolean])[] = [
  ['a number that is enough', { is: '>=', path: ['free'], value: 10 }, true],
  ['a number that is too little', { is: '>=', path: ['free'], value: 11 }, false],
  ['a number above', { is: '>', path: ['free'], value: 9 }, true],
  ['a number above, which is equal', { is: '>', path: ['free'], value: 10 }, false],
  ['a number below', { is: '<', path: ['free'], value: 11 }, true],
  ['a number at most', { is: '<=', path: ['free'], value: 9 }, false],
  ['a number that is equal', { is: '=', path: ['free'], value: 10 }, true],
  ['a number between, bounds included', { is: 'between', path: ['free'], from: 10, to: 11 }, true],
  ['a number between others', { is: 'between', path: ['free'], from: 8, to: 9 }, false],
  ['a number that is missing', { is: '>=', path: ['none'], value: 0 }, false],
  ['a member of a map', { is: '>=', path: ['limits', 'ai'], value: 5 }, true],
  ['a member that is missing', { is: '>=', path: ['limits', 'b'], value: 0 }, false],
  ['a map of so many at most', { is: 'size<=', path: ['limits'], value: 1 }, true],
  ['a map of more', { is: 'size<=', path: ['limits'], value: 0 }, false],
  ['a map of so many at least', { is: 'size>=', path: ['limits'], value: 1 }, true],
  ['a map of fewer', { is: 'size>=', path: ['limits'], value: 2 }, false],
  ['a map that is missing', { is: 'size<=', path: ['none'], value: 9 }, false],
  ['an attribute that is there', { is: 'present', path: ['state'] }, true],
  ['an attribute that is not', { is: 'present', path: ['none'] }, false],
  ['the absence of an attribute', { is: 'absent', path: ['none'] }, true],
  ['the absence of one that is there', { is: 'absent', path: ['free'] }, false],
  ['a set without a member', { is: 'without', path: ['marks'], members: ['z'] }, true],
  ['a set with it', { is: 'without', path: ['marks'], members: ['x'] }, false],
  ['a set without any of several', { is: 'without', path: ['marks'], members: ['z', 'v', 'w'] }, true],
  ['a set with the last of several', { is: 'without', path: ['marks'], members: ['z', 'v', 'y'] }, false],
  ['a set that is missing, without several', { is: 'without', path: ['none'], members: ['x', 'y'] }, true],
  ['a set that is missing', { is: 'without', path: ['none'], members: ['x'] }, true],
];
const cases: readonly Case[] = [
  ...conditions.map(([name, ask, isStored]) => ({ name, asks: [ask], isStored })),
  {
    name: 'one of several',
    asks: [{ is: 'any', of: [conditions[1]?.[1] ?? { is: 'any', of: [] }, { is: '=', path: ['free'], value: 10 }] }],
    isStored: true,
  },
  {
    name: 'all of several',
    asks: [
      {
        is: 'all',
        of: [
          { is: '=', path: ['free'], value: 10 },
          { is: 'absent', path: ['free'] },
        ],
      },
    ],
    isStored: false,
  },
  { name: 'a member that a map had not', changes: [{ do: 'set', path: ['limits', 'b'], value: 7 }], isStored: true },
  {
    name: 'an append',
    changes: [
      { do: 'append', path: ['tail'], items: ['d', 'e'] },
      { do: 'increase', path: ['free'], by: -3 },
      { do: 'include', path: ['marks'], members: ['y', 'z'] },
      { do: 'increase', path: ['limits', 'ai'], by: -2 },
    ],
    isStored: true,
  },
  {
    name: 'a first mark',
    changes: [{ do: 'include', path: ['firstMarks'], members: ['z'] }],
    isStored: true,
  },
  {
    name: 'the loss of a prefix',
    changes: [
      { do: 'drop', path: ['tail'], count: 2 },
      { do: 'exclude', path: ['marks'], members: ['x', 'y', 'none'] },
      { do: 'remove', path: ['state'] },
      { do: 'set', path: ['limits', 'b'], value: 7 },
    ],
    isStored: true,
  },
  { name: 'the loss of all', changes: [{ do: 'drop', path: ['tail'], count: 3 }], isStored: true },
];

async function carryOut(table: Table, { asks = [], changes = touch }: Case): Promise<readonly unknown[]> {
  await table.putMany([stored]);
  const outcome = await table.update({ key, asks: [{ is: 'present', path: ['pk'] }, ...asks], changes });
  return [tell(outcome), await table.get(key)];
}

/** An engine may leave out what was there. */
function tell(outcome: UpdateOutcome): unknown {
  return outcome.kind === 'refused' ? { kind: 'refused' } : outcome;
}

describe.each(engines)('an update over %s', (engine) => {
  let table: Table;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    ({ table, stop } = await startTestStore(engine));
  });
  afterAll(() => stop());

  it.each(cases)('of $name is what it is in memory', async (each) => {
    const here = await carryOut(table, each);

    expect((here[0] as UpdateOutcome).kind).toBe(each.isStored ? 'stored' : 'refused');
    expect(here).toEqual(await carryOut(createFakeTable(), each));
    expect(here).toEqual(await carryOut(createMemoryTable(), each));
  });

  it('makes no item out of nothing when it asks for an attribute', async () => {
    const none = { pk: 'ACCOUNT#none', sk: 'ACCOUNT' };
    const outcome = await table.update({ key: none, asks: [{ is: 'present', path: ['free'] }], changes: touch });

    expect(outcome).toEqual({ kind: 'refused' });
    expect(await table.get(none)).toBeUndefined();
  });
});
