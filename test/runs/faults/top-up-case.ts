import { expect } from 'vitest';
import { failTopUp as failed } from '../../../shared/domain/account/top-up-request.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { startMs } from '../../support/builders/fixtures.ts';
import { openOne } from '../../support/builders/fleet.ts';
import { packId, topsUp } from '../../support/builders/topped-up.ts';
import type { TestStore } from '../../support/engines/engines.ts';
import type { Site } from './act.ts';
import { idsOf, type JobCase, spend } from './job-case.ts';

/** A request for a top-up whose payment failed, an hour after it was made: both are to be told. */
export async function topUpCase(test: TestStore, { outside }: Site): Promise<JobCase> {
  const store = test.newStore();
  const accountId = await openOne(store, 'low');
  await topsUp(store, accountId, startMs);
  await spend(test, accountId, 2);
  const { available } =
    (await store.readAccount(accountId))?.log.entries.at(-1)?.after ?? expect.fail('nothing was spent');
  await store.topUps.open({ accountId, seq: 4, sinceMs: startMs, packId, available, count: 1 });
  await store.topUps.rewrite(accountId, (request) => failed(request, 'declined', startMs));
  return {
    request: { job: 'ask-top-ups', event: {}, atMs: startMs + hourMs },
    isDone: (answer) => answer === null,
    check: async () => {
      expect(idsOf(outside.signals)).toEqual([`${accountId}/4/top-up-failed`, `${accountId}/4/top-up-wanted/2`]);
      expect(await store.topUps.read(accountId)).toMatchObject({ asked: 2, failure: { isTold: true } });
    },
  };
}
