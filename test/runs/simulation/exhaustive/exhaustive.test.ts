/** A part of `npm run exhaustive`, and that it finds what is planted. */
import { describe, expect, it } from 'vitest';
import { endpointRoutes } from '../../../../shared/contract/routes/endpoints.ts';
import { routeList } from '../../../../shared/contract/routes/routes.ts';
import { jobs } from '../../../../shared/runtime/jobs.ts';
import { streams } from '../../../../shared/runtime/streams.ts';
import type { Table } from '../../../../shared/storage/table.ts';
import { playScene } from './play-scene.ts';
import type { Scene } from './scene.ts';
import { allScenes } from './scenes.ts';

const scenes = await allScenes();

function sceneOf(operation: string, start: string): Scene {
  const scene = scenes.find((each) => each.operation === operation && each.start === start);
  if (scene === undefined) throw new Error(`no scene of ${operation} with ${start}`);
  return scene;
}

const plants: Readonly<Record<string, (table: Table) => Table>> = {
  'an account is written whatever its version': (table) => ({
    ...table,
    put: async (item, guard) => {
      if (guard.kind !== 'writes') return table.put(item, guard);
      await table.putMany([item]);
      return { kind: 'stored' };
    },
  }),
  'a write without an answer counts as stored': (table) => ({
    ...table,
    put: async (item, guard) => {
      const outcome = await table.put(item, guard);
      return outcome.kind === 'in-doubt' ? { kind: 'stored' } : outcome;
    },
  }),
  'a log is forgotten without being filed': (table) => ({ ...table, putMany: async () => {} }),
  'a key that was filed is not looked for': (table) => ({ ...table, getMany: async () => [] }),
};

describe('every accident at every call', () => {
  it('is played for everything that writes', () => {
    // A checkout is one item, under an id that its provider gives: no accident leaves half of it. A link is two, each put once.
    // The second copy is beside the store, and is copied again where it ended (`test/operations/copy-commits.test.ts`).
    // A key is one item, rewritten by its version (`test/runtime/key-authorizer.test.ts`), and what an account is called is one beside it.
    const ofKeys = ['create-api-key', 'rotate-api-key', 'revoke-api-key'];
    // A clock is one that goes ahead alone (`test/operations/move-account-clock.test.ts`); what becomes due by it is written as by the job.
    // So is an endpoint; what is delivered has accidents of its own (`npm run news`).
    const ofNews = Object.values(endpointRoutes).map(({ id }) => id);
    const apart = [
      'quote-usage',
      'replay-rate-card',
      'create-checkout',
      'follow-checkout',
      'open-portal',
      'link-customer',
      'set-account-details',
      'set-brake',
      'move-account-clock',
      ...ofKeys,
      ...ofNews,
    ];
    const writing = routeList.filter(({ method, id }) => method !== 'GET' && !apart.includes(id)).map(({ id }) => id);
    const operations = new Set(scenes.map(({ operation }) => operation.split(',')[0]));

    for (const id of [
      ...writing,
      ...Object.values(jobs).map((job) => job.id),
      ...Object.values(streams).flatMap(({ id }) => (id === streams.copyCommits.id ? [] : [id])),
    ])
      expect(operations).toContain(id);
  });

  it.each([
    ['debit-credits', 'all at once'],
    ['capture-hold', 'a full log'],
    ['debit-credits, too much', 'a full log'],
    ['publish-rate-card', 'a version'],
    ['redeem-promotion', 'room in the log'],
    ['publish-promotion', 'a code'],
    ['project-commits', 'a day or two'],
  ])(
    'leaves %s with %s as if it had been whole',
    async (operation, start) => {
      const { cases, findings } = await playScene(sceneOf(operation, start));

      expect(findings.slice(0, 3)).toEqual([]);
      expect(cases).toBeGreaterThan(100);
    },
    60_000,
  );

  it.each(Object.entries(plants))(
    'is noticed when %s',
    async (_what, plant) => {
      // A debit is appended, and filed after; a purchase files first, and replaces the item.
      const reports = ['debit-credits', 'purchase-pack'].map((operation) =>
        // A plant may leave an account that nobody can go on with: that is noticed too.
        playScene({ ...sceneOf(operation, 'a full log'), plant }).catch((error: unknown) => ({
          findings: [{ name: 'the end', texts: [String(error)] }],
        })),
      );
      const findings = (await Promise.all(reports)).flatMap((report) => report.findings);

      expect(findings.length).toBeGreaterThan(0);
    },
    60_000,
  );
});
