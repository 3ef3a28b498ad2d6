/** Rule: names are data. A caller's word means nothing, whatever languages and spreadsheets know it as. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../support/service/service.ts';

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

describe('an account id as an identity provider writes it', () => {
  it.each(['auth0|5f7c8ec7c33c6c004bbafe82', 'pat+test@example.com', 'us-east-1:3f2a=='])(
    '%s is opened, charged and read like any other',
    async (id) => {
      const path = `/accounts/${encodeURIComponent(id)}`;
      const opened = await service.call('PUT', path, { body: { planId: 'team' }, key: 'open' });
      expect(opened.json).toMatchObject({ accountId: id, available: 5_000 });
      const debit = await service.call('POST', `${path}/debits`, { body: { credits: 2, category: 'ai' }, key: 'd' });
      expect(debit.json).toMatchObject({ entry: { accountId: id }, balance: { available: 4_998 } });
      for (const read of ['', '/usage', '/insights', '/ledger?format=csv', '/statements/0', '/access'])
        expect((await service.call('GET', path + read)).status, read).toBe(200);
      const element = { accountId: id, idempotencyKey: 'b', credits: 1, category: 'ai' };
      const batch = await service.call('POST', '/debits', { body: { debits: [element] } });
      expect(batch.json.results).toMatchObject([{ status: 201, body: { balance: { available: 4_997 } } }]);
    },
  );

  it.each(['a/b', 'a#b', 'a b', 'a,b', '|a', '+a', 'a*', 'a~b'])('%s is refused', async (id) => {
    const path = `/accounts/${encodeURIComponent(id)}`;
    expect((await service.call('PUT', path, { body: { planId: 'team' }, key: 'open' })).status).toBeGreaterThanOrEqual(
      400,
    );
  });
});

describe('a text that a spreadsheet would take for a formula', () => {
  const formulas = ['=1+1', '+1', '-1', '@x', "'=1", "'"];

  it('is text in every table, and can be had back', async () => {
    const texts = new Set<string>();
    await service.open('formulas');
    for (const [index, text] of formulas.entries()) {
      const body = { credits: 1, category: 'ai', dimensions: { user: text } };
      expect((await service.call('POST', '/accounts/formulas/debits', { body, key: text })).status).toBe(201);
      const gift = { credits: 1, reason: text, actor: text };
      const adjusted = await service.call('POST', '/accounts/formulas/adjustments', { body: gift, key: `g${index}` });
      expect(adjusted.status).toBe(201);
    }
    for (const path of ['usage?groupBy=dimension:user&format=csv', 'ledger?format=csv']) {
      const { text } = await service.call('GET', `/accounts/formulas/${path}`);
      for (const field of text.split(/[,\r\n]+/)) {
        expect(field, path).not.toMatch(/^"?[=+@]|^"?-(?![\d.]+$)/);
        if (field.startsWith("'")) texts.add(field.slice(1));
      }
    }
    expect([...texts].sort()).toEqual([...formulas].sort());
  });
});
