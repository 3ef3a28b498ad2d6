/** A small form of `npm run usage` (RECORD.md). */
import { expect, it, vi } from 'vitest';
import { runCampaign } from './campaign.ts';
import { sources } from './sources.ts';

vi.hoisted(() => {
  process.env['LOG_LEVEL'] = 'SILENT';
  process.env['METRICS_DISABLED'] = 'true';
  process.env['BEDROCK_CALLERS'] = '[{"accountId":"$.requestMetadata.account","dimensions":{"user":"$.session"}}]';
});

it.each(Object.entries(sources))(
  'events by %s are charged once each, poison is put aside, and the sums are equal, however often the worker is killed',
  async (_, messagesOf) => {
    const campaign = { events: 400, accounts: 4, kills: 6, batchSize: 40, seed: 7, messagesOf };
    const { faults, kills, putAside, charged, poison } = await runCampaign(campaign);
    expect(faults).toEqual([]);
    expect(kills).toBe(6);
    expect(charged + poison).toBe(400);
    expect(poison).toBeGreaterThan(0);
    expect(putAside).toBeGreaterThanOrEqual(poison);
  },
);
