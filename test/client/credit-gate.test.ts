import middy from '@middy/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localContext } from '../../infra/local/gateway.ts';
import {
  type CreditGateOptions,
  CreditsRefused,
  type CreditUse,
  creditGate,
  type GatedContext,
} from '../../shared/client/adapters/credit-gate.ts';
import { type CreditsClient, createCreditsClient } from '../../shared/client/credits-client.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let client: CreditsClient;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  client = createCreditsClient({ url: service.url, credentials: async () => undefined });
});
afterAll(() => service.stop());

interface Order {
  readonly customer: string;
}

/** A function behind the gate, invoked as Lambda does. */
function invoke(
  customer: string,
  work: (credits: CreditUse) => Promise<unknown>,
  options: Partial<CreditGateOptions<Order>> = {},
): Promise<unknown> {
  const gate = creditGate<Order>({
    client,
    accountId: (order) => order.customer,
    estimate: { credits: 5, category: 'ai' },
    ...options,
  });
  const handler = middy<Order, unknown, Error, GatedContext>()
    .use(gate)
    .handler((_order, { credits }) => work(credits));
  const invoked: (event: Order, context: object) => Promise<unknown> = handler as never;
  return invoked({ customer }, localContext({ id: 'example' }, 10_000));
}

async function available(accountId: string): Promise<number> {
  const { json } = await service.call('GET', `/accounts/${accountId}`);
  expect(json.held).toBe(0);
  return json.available;
}

describe('the credit gate', () => {
  it('charges what the handler says it used', async () => {
    await service.open('says', 'free');
    const answer = await invoke('says', async (credits) => {
      credits.use({ credits: 1 });
      credits.use({ credits: 3.2 });
      return 'done';
    });

    expect(answer).toBe('done');
    expect(await available('says')).toBe(96.8);
  });

  it('charges the estimate when the handler returns and says nothing', async () => {
    await service.open('silent', 'free');
    await invoke('silent', async () => 'done');

    expect(await available('silent')).toBe(95);
  });

  it('charges nothing when the handler throws before it did anything', async () => {
    await service.open('throws', 'free');
    const invoked = invoke('throws', async () => {
      throw new Error('not today');
    });

    await expect(invoked).rejects.toThrow('not today');
    expect(await available('throws')).toBe(100);
  });

  it('charges what was used when the handler throws after that', async () => {
    await service.open('throws-later', 'free');
    const invoked = invoke('throws-later', async (credits) => {
      credits.use({ credits: 2 });
      throw new Error('too late');
    });

    await expect(invoked).rejects.toThrow('too late');
    expect(await available('throws-later')).toBe(98);
  });

  it('answers 402 with both ways back, and does not run the handler, when there isn’t enough', async () => {
    await service.open('poor', 'free');
    let runs = 0;
    const estimate = { credits: 101, category: 'ai' } as const;
    const work = async (): Promise<void> => {
      runs += 1;
    };

    const answer = (await invoke('poor', work, { estimate })) as { statusCode: number; body: string };
    await expect(invoke('poor', work, { estimate, whenRefused: 'throw' })).rejects.toThrow(CreditsRefused);

    expect(answer.statusCode).toBe(402);
    expect(JSON.parse(answer.body)).toMatchObject({
      code: 'insufficient-credits',
      restore: { packs: expect.any(Array), renewsAt: expect.any(String) },
    });
    expect(runs).toBe(0);
  });

  it('throws what isn’t a matter of credits: a gate that is set up wrong', async () => {
    await expect(invoke('nobody', async () => 'done')).rejects.toMatchObject({
      problem: { code: 'account-not-found' },
    });
  });

  it('tells a handler that asks whether there is enough to go on', async () => {
    await service.open('asks', 'free');
    const decisions: unknown[] = [];
    const troubles: unknown[] = [];
    await invoke(
      'asks',
      async (credits) => {
        for (const used of [50, 90, 130]) decisions.push(await credits.report({ credits: used }));
      },
      { onUnsettled: (trouble) => troubles.push(trouble) },
    );

    expect(decisions).toMatchObject([
      { value: { decision: 'continue' } },
      { value: { decision: 'continue' } },
      { value: { decision: 'pause' } },
    ]);
    // All there was is charged, and whoever runs the function hears of the rest.
    expect(troubles).toMatchObject([{ problem: { code: 'insufficient-credits' } }]);
    expect(await available('asks')).toBe(0);
  });
});
