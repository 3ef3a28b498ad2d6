/** Rule: names are data. A caller's word means nothing, whatever languages and spreadsheets know it as. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.stop());

const names = [
  'constructor',
  'valueOf',
  'toString',
  'hasOwnProperty',
  'isPrototypeOf',
  'toLocaleString',
  'length',
  'name',
  'then',
  'toJSON',
];

describe('a dimension called like something every object has', () => {
  it.each(names)('%s is summed, filtered, limited and published like any other', async (name) => {
    const id = `named-${name}`;
    await service.open(id);
    const debit = (dimensions: Record<string, string>, key: string) =>
      service.call('POST', `/accounts/${id}/debits`, { body: { credits: 2, category: 'ai', dimensions }, key });
    expect((await debit({ [name]: name }, 'a')).status).toBe(201);
    expect((await debit({ user: 'ada' }, 'b')).status).toBe(201);

    const trend = await service.call('GET', `/accounts/${id}/usage?groupBy=dimension:${name}`);
    expect(trend.status, trend.text).toBe(200);
    const sums = trend.json.rows.map(({ key, credits }: { key?: string; credits: number }) => [key, credits]);
    expect(sums).toContainEqual([name, 2]);
    expect(sums).toHaveLength(2);
    for (const path of ['usage', 'insights', `ledger?dimension=${name}:${name}`, 'ledger?format=csv', 'statements/0']) {
      const read = await service.call('GET', `/accounts/${id}/${path}`);
      expect(read.status, `${path}: ${read.text}`).toBe(200);
    }
    const filtered = await service.call('GET', `/accounts/${id}/ledger?dimension=${name}:${name}`);
    expect(filtered.json.entries.map(({ seq }: { seq: number }) => seq)).toEqual([2]);
    expect((await service.call('GET', `/accounts/${id}/ledger?dimension=${name}:x`)).json.entries).toEqual([]);

    const limit = { credits: 3, dimension: { name, value: name } };
    expect((await service.call('PUT', `/accounts/${id}/limits/l`, { body: limit, key: 'l' })).status).toBe(200);
    expect((await debit({ user: 'ada' }, 'c')).status).toBe(201);
    expect((await debit({ [name]: name }, 'd')).status).toBe(201);
    expect((await debit({ [name]: name }, 'e')).json).toMatchObject({ status: 402, code: 'limit-reached' });

    const spent = await service.call('POST', `/accounts/${id}/debits`, {
      body: { credits: 4992, category: 'ai' },
      key: 'all',
    });
    expect(spent.status).toBe(201);
    const events = await service.call('GET', '/local/events');
    const types = events.json.events
      .filter((event: { detail: { metadata: { accountId: string } } }) => event.detail.metadata.accountId === id)
      .map((event: Record<string, unknown>) => event['detail-type']);
    expect(types).toContain('CreditsExhausted');
  });
});
