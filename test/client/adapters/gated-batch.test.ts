import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatedBatch } from '../../../shared/client/adapters/gated-batch.ts';
import { type CreditsClient, createCreditsClient } from '../../../shared/client/credits-client.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

let service: TestService;
let client: CreditsClient;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  client = createCreditsClient({ url: service.url, credentials: async () => undefined });
});
afterAll(() => service.stop());

async function available(accountId: string): Promise<number> {
  const { json } = await service.call('GET', `/accounts/${accountId}`);
  expect(json.held).toBe(0);
  return json.available;
}

describe('a gated batch', () => {
  const message = (messageId: string, customer: string) => ({ messageId, body: JSON.stringify({ customer }) });
  const customerOf = ({ body }: { readonly body: string }): string => JSON.parse(body).customer;

  it('charges each message once, and returns those that aren’t funded or throw', async () => {
    await service.open('batch', 'free');
    await service.open('batch-poor', 'free');
    const rest = { credits: 100, category: 'ai' };
    await service.call('POST', '/accounts/batch-poor/debits', { body: rest, key: 'rest' });
    const returned: unknown[] = [];
    const handler = gatedBatch(
      {
        client,
        accountId: customerOf,
        estimate: { credits: 5, category: 'ai' },
        onReturned: (cause) => returned.push(cause),
      },
      async ({ messageId }, work) => {
        if (messageId === 'broken') throw new Error('no such order');
        work.use({ credits: 2 });
      },
    );
    const batch = {
      Records: [
        message('one', 'batch'),
        message('broken', 'batch'),
        message('poor', 'batch-poor'),
        message('two', 'batch'),
      ],
    };

    const failures = [{ itemIdentifier: 'broken' }, { itemIdentifier: 'poor' }];
    for (let delivery = 0; delivery < 2; delivery += 1) {
      const { batchItemFailures } = await handler(batch);
      expect(batchItemFailures.toSorted((a, b) => a.itemIdentifier.localeCompare(b.itemIdentifier))).toEqual(failures);
    }

    expect(await available('batch')).toBe(96);
    expect(returned).toHaveLength(4);
    expect(returned).toContainEqual(expect.objectContaining({ problem: expect.objectContaining({ status: 402 }) }));
  });

  it('keeps the order of a queue that has one', async () => {
    await service.open('fifo', 'free');
    const ran: string[] = [];
    const handler = gatedBatch(
      { client, accountId: () => 'fifo', estimate: { credits: 1, category: 'ai' }, onReturned: () => {} },
      ({ messageId }) => {
        ran.push(messageId);
        if (messageId === 'b') throw new Error('not now');
      },
    );
    const Records = ['a', 'b', 'c'].map((id) => ({ ...message(id, 'fifo'), attributes: { MessageGroupId: 'g' } }));

    expect(await handler({ Records })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }],
    });
    expect(ran).toEqual(['a', 'b']);
  });
});
