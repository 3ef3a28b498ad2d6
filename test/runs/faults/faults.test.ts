/** A few of the cases of `npm run faults`, so that it can't rot. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointRoutes } from '../../../shared/contract/routes/endpoints.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { jobs } from '../../../shared/runtime/jobs.ts';
import { streams } from '../../../shared/runtime/streams.ts';
import { type Run, runAct } from './run-act.ts';
import { acts, startSite } from './site.ts';

describe('a process killed at any of its calls to the store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'credits-faults-'));
  let site: Awaited<ReturnType<typeof startSite>>;
  let run: Run;
  beforeAll(async () => {
    site = await startSite(folder);
    run = await site.newRun();
  });
  afterAll(async () => {
    await site.stop();
    rmSync(folder, { recursive: true });
  });

  it('there is an act for everything that writes', () => {
    const writing = routeList.filter(({ method }) => method !== 'GET').map(({ id }) => id);
    // A checkout is one item, under an id that its provider gives: asked again, it is another. A customer is two, each put once.
    // The second copy is beside the store, and is copied again where it ended (`test/operations/copy-commits.test.ts`).
    // A key is one item, rewritten by its version (`test/runtime/key-authorizer.test.ts`), and what an account is called is one beside it.
    const ofKeys = ['create-api-key', 'rotate-api-key', 'revoke-api-key'];
    // A clock is one that goes ahead alone (`test/operations/move-account-clock.test.ts`); what becomes due by it is written as by the job.
    // So is an endpoint; what is delivered has accidents of its own (`npm run news`).
    const ofNews = Object.values(endpointRoutes).map(({ id }) => id);
    const readOnly = [
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
    const ids = [...writing.filter((id) => !readOnly.includes(id)), ...Object.values(jobs).map(({ id }) => id)];
    expect([...new Set(acts.map(({ id }) => id))].toSorted()).toEqual(
      [...ids, ...Object.values(streams).flatMap(({ id }) => (id === streams.copyCommits.id ? [] : [id]))].toSorted(),
    );
  });

  it('has debited once, when the next process is asked for the same', async () => {
    const act = acts.find(({ id, variant }) => id === 'debit-credits' && variant === 'filing');
    if (act === undefined) return expect.fail('no such act');

    const { cases, findings } = await runAct(run, act, 'killed after');

    expect(findings).toEqual([]);
    expect(cases).toBeGreaterThanOrEqual(6);
  }, 60_000);
});
