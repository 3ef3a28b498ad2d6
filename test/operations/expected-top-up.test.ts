/** R34: the forecast knows of a pack that an automatic top-up asked for, and of none that ended. */
import { beforeAll, describe, expect, it } from 'vitest';
import { endTopUp } from '../../shared/domain/account/top-up-request.ts';
import { hourMs } from '../../shared/domain/time.ts';
import { type Outlook, readInsights } from '../../shared/operations/read-insights.ts';
import { createStore } from '../../shared/storage/store.ts';
import { credits, plan } from '../support/builders/fixtures.ts';
import { nowMs, work } from '../support/builders/office-hours.ts';
import { project } from '../support/builders/project.ts';
import { packId, topsUp } from '../support/builders/topped-up.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const store = createStore(createMemoryTable(), stillSurroundings);

beforeAll(async () => {
  await store.catalogue.addPlan(plan());
  // Nearly fifteen hundred a month, of a thousand.
  for (const accountId of ['busy', 'plain']) await work(store, accountId, () => 8);
  await topsUp(store, 'busy', nowMs);
  for (const accountId of ['busy', 'plain']) await project(store, accountId, nowMs);
}, 60_000);

async function outlookAt(atMs: number, accountId = 'busy'): Promise<Extract<Outlook, { kind: 'forecast' }>> {
  const found = await readInsights(store, { accountId, hasPlanFit: false }, atMs);
  if (found.kind !== 'done' || found.value.outlook.kind !== 'forecast') return expect.fail('nothing foretold');
  return found.value.outlook;
}

describe('the forecast of an account that tops up by itself', () => {
  it('tells what is on its way, and until when that makes it last; all else is as if it never came', async () => {
    const without = await outlookAt(nowMs, 'plain');
    expect(without).not.toHaveProperty('onItsWay');
    // With less than the threshold left, its pack was asked for as soon as it was set.
    const { onItsWay, ...rest } = await outlookAt(nowMs);

    expect(rest).toMatchObject({ likelyMs: without.likelyMs, use: without.use, left: without.left });
    expect(onItsWay).toMatchObject({ packId, credits: credits(100) });
    // A hundred credits are twelve and a half hours of work.
    const hours = ((onItsWay?.runOut.likelyMs ?? 0) - (without.likelyMs ?? 0)) / hourMs;
    expect(hours).toBeGreaterThan(12);
    expect(without.likelyMs).toBeGreaterThan(nowMs);
  });

  it('has it no more once it has ended', async () => {
    await store.topUps.rewrite('busy', (request) => endTopUp(request, 'withdrawn', nowMs));
    expect(await outlookAt(nowMs)).not.toHaveProperty('onItsWay');
  });
});
