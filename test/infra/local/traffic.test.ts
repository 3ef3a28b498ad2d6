/** `/local/traffic`: debits of the accounts on this machine, for whoever wants to see something move. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../support/service/service.ts';

describe('/local/traffic', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({ contents: 'demonstration' });
  });
  afterAll(() => service.stop());

  const traffic = (body?: object) => service.call('POST', '/local/traffic', body === undefined ? {} : { body });
  it('charges debits to accounts that have credits, and is refused by those that have none', async () => {
    const { status, json } = await traffic({ debits: 100 });

    expect(status).toBe(200);
    expect(json.charged + json.refused).toBe(100);
    expect(json.charged).toBeGreaterThan(20);
    expect(json.refused).toBeGreaterThan(10);
  });

  it('charges twenty where nobody says how many', async () => {
    const { json } = await traffic();
    expect(json.charged + json.refused).toBe(20);
  });

  it.each([
    [{ debits: 0 }, 'debits'],
    [{ debits: 501 }, 'debits'],
    [{ debts: 1 }, 'debts'],
  ])('refuses %j by name', async (body, field) => {
    const { status, json } = await traffic(body);
    expect(status).toBe(400);
    expect(json.errors[0].field).toBe(field);
  });

  it('takes POST alone', async () => {
    const reply = await service.call('GET', '/local/traffic');
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

it('says of each debit what the ledger says', async () => {
  const service = await startTestService();

  const { json } = await service.call('POST', '/local/traffic', { body: { debits: 12 } });

  expect(json).toEqual({ charged: 12, refused: 0 });
  expect((await service.call('GET', '/accounts/demo')).json.seq).toBe(13);
  await service.stop();
});
