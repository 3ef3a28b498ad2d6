/** The demonstration's making, and when it is loaded. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createStillClock } from '../../../infra/local/clock.ts';
import { demonstrationAccounts } from '../../../infra/local/demonstration/accounts.ts';
import { playDemonstration } from '../../../infra/local/demonstration/play.ts';
import { startMs } from '../../../infra/local/demonstration/span.ts';
import { createTeller } from '../../../infra/local/demonstration/teller.ts';
import { dayMs } from '../../support/builders/fixtures.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

const accountIds = demonstrationAccounts.map(({ accountId }) => accountId);

it('is what its script plays through the routes, entry for entry', { timeout: 60_000 }, async () => {
  const ledgers = (service: TestService) =>
    Promise.all(
      accountIds.map(async (accountId) => {
        const { json } = await service.call('GET', `/accounts/${accountId}/ledger?limit=100`);
        return json.entries as readonly { readonly seq: number; readonly hash: string }[];
      }),
    );
  const playing = await startTestService({ clock: createStillClock(startMs), contents: 'catalogue' });
  await playDemonstration(createTeller(playing), startMs + 2 * dayMs);
  const played = await ledgers(playing);
  await playing.stop();

  // One after the other: what handlers work on is this process's.
  const shipping = await startTestService({ contents: 'demonstration' });
  const shipped = await ledgers(shipping);
  await shipping.stop();

  expect(played.flat().length).toBeGreaterThan(100);
  expect(shipped.map((entries, index) => entries.slice(0, played[index]?.length))).toEqual(played);
});

it('is loaded into a new table alone: data that was kept goes on as it was, with its clock', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'credits-demonstration-'));
  const restarted = async (contents: 'account' | 'demonstration', dataDir: string): Promise<TestService> => {
    const first = await startTestService({ contents, dataDir });
    await first.call('POST', '/accounts/demo/debits', { body: { credits: 7, category: 'ai' }, key: 'kept' });
    await first.stop();
    return startTestService({ contents: 'demonstration', dataDir });
  };
  const kept = await restarted('demonstration', join(folder, 'kept'));
  expect((await kept.call('GET', '/accounts/demo')).json).toMatchObject({ seq: 2, available: 4_993 });
  expect((await kept.call('GET', '/accounts/busy')).status).toBe(200);
  expect(Math.abs(kept.clock.nowMs() - Date.now())).toBeLessThan(60_000);
  await kept.stop();

  const bare = await restarted('account', join(folder, 'bare'));
  expect((await bare.call('GET', '/accounts/busy')).status).toBe(404);
  expect(Math.abs(bare.clock.nowMs() - Date.now())).toBeLessThan(60_000);
  await bare.stop();
  rmSync(folder, { recursive: true });
});
