/** Projects share one table and see nothing of one another, whatever is asked of it. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultProject, type Project } from '../../shared/domain/project.ts';
import { ofProject, projectTable } from '../../shared/storage/project-table.ts';
import type { Guard, Table } from '../../shared/storage/table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const projects: readonly Project[] = [
  defaultProject,
  { name: 'acme', mode: 'live' },
  { name: 'acme-test', mode: 'test' },
];
const key = fc.record({ pk: fc.constantFrom('ACCOUNT#a', 'ACCOUNT#acme/b', '@acme'), sk: fc.constantFrom('A', 'B') });
const guard: fc.Arbitrary<Guard> = fc.oneof(
  fc.constant({ kind: 'absent' } as const),
  fc.record({ kind: fc.constant('older' as const), version: fc.nat(3) }),
);
const step = fc.oneof(
  fc.record({
    do: fc.constant('put' as const),
    key,
    version: fc.nat(3),
    shard: fc.constantFrom('DUE#0', 'DUE#1'),
    guard,
  }),
  fc.record({ do: fc.constant('update' as const), key, version: fc.nat(3), shard: fc.constantFrom('DUE#0', 'DUE#1') }),
  fc.record({
    do: fc.constant('putMany' as const),
    keys: fc.array(key, { minLength: 1, maxLength: 3 }),
    version: fc.nat(3),
  }),
  fc.record({ do: fc.constant('get' as const), key }),
  fc.record({
    do: fc.constant('getMany' as const),
    keys: fc.uniqueArray(key, { selector: ({ pk, sk }) => pk + sk, maxLength: 3 }),
  }),
  fc.record({ do: fc.constant('query' as const), pk: fc.constantFrom('ACCOUNT#a', '@acme') }),
  fc.record({
    do: fc.constant('queryDue' as const),
    shard: fc.constantFrom('DUE#0', 'DUE#1'),
    limit: fc.integer({ min: 1, max: 3 }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(table: Table, asked: Step): Promise<unknown> {
  switch (asked.do) {
    case 'put':
      return table.put(
        { ...asked.key, version: asked.version, dueShard: asked.shard, dueAtMs: asked.version },
        asked.guard,
      );
    case 'update':
      return table.update({
        key: asked.key,
        asks: [{ is: '<=', path: ['version'], value: asked.version }],
        changes: [
          { do: 'set', path: ['version'], value: asked.version },
          { do: 'set', path: ['dueShard'], value: asked.shard },
        ],
      });
    case 'putMany':
      return table.putMany(asked.keys.map((each) => ({ ...each, version: asked.version })));
    case 'get':
      return table.get(asked.key);
    case 'getMany':
      return table.getMany(asked.keys);
    case 'query':
      return table.query({ pk: asked.pk, from: ' ', to: '~', order: 'ascending', limit: 10 });
    case 'queryDue': {
      const page = { shard: asked.shard, limit: asked.limit };
      const first = await table.queryDue(page);
      const after = first.at(-1);
      return [first, after === undefined ? [] : await table.queryDue({ ...page, after })];
    }
    default:
      return asked satisfies never;
  }
}

it('answers in each project as a table of its own would', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(projects.length - 1), step), { minLength: 5, maxLength: 40 }),
      async (steps) => {
        const shared = createMemoryTable();
        const parts = projects.map((project) => projectTable(shared, project));
        const alone = projects.map(() => createMemoryTable());
        for (const [which, asked] of steps) {
          const [part, own] = [parts[which], alone[which]];
          if (part === undefined || own === undefined) throw new TypeError('no such project');
          expect(await take(part, asked)).toEqual(await take(own, asked));
        }
        const stored = [...shared.items.values()].map(({ pk }) => ofProject(pk).project ?? defaultProject.name);
        for (const [at, { name }] of projects.entries())
          expect(stored.filter((each) => each === name).length).toBe(alone[at]?.items.size);
      },
    ),
    { numRuns: 150 },
  );
});

it('keeps the keys that the default project always had', async () => {
  const table = createMemoryTable();
  expect(projectTable(table, defaultProject)).toBe(table);
  expect(ofProject('ACCOUNT#acme/b')).toEqual({ pk: 'ACCOUNT#acme/b' });
  expect(ofProject('@acme-test/ACCOUNT#a')).toEqual({ project: 'acme-test', pk: 'ACCOUNT#a' });
});
