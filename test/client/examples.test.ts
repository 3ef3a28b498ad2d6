import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelPrices } from '../../infra/local/demo-catalogue.ts';
import { type CreditsClient, createCreditsClient } from '../../shared/client/credits-client.ts';
import { runAutomation } from '../../shared/client/examples/automation-runner.ts';
import { chatHandler } from '../../shared/client/examples/streaming-lambda.ts';
import { fakeModel } from '../support/builders/fake-model.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
let client: CreditsClient;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  client = createCreditsClient({ url: service.url, credentials: async () => undefined });
});
afterAll(() => service.stop());

describe('the streaming Lambda', () => {
  it('answers a chat turn and charges it, and says how to come back once there is nothing left', async () => {
    await service.open('chat', 'free');
    const said: string[] = [];
    const chat = chatHandler({
      client,
      model: 'gpt-4o',
      card: { prices: modelPrices() },
      converse: async () => fakeModel('converse', { inputTokens: 10, outputTokens: 200 }).open(),
      respond: async (text) => {
        said.push(text);
      },
    });
    const turn = { accountId: 'chat', user: 'ada', prompt: 'Why is the sky blue, and not green?' };

    const outcome = await chat(turn);

    expect(outcome).toMatchObject({ kind: 'answered', ending: { end: 'finished', usage: { output: 200 } } });
    expect(said).toHaveLength(200);
    const account = await service.call('GET', '/accounts/chat');
    expect(account.json).toMatchObject({ available: 99.7975, held: 0 });

    const rest = { credits: account.json.available, category: 'ai' };
    await service.call('POST', '/accounts/chat/debits', { body: rest, key: 'rest' });
    expect(await chat(turn)).toMatchObject({
      kind: 'refused',
      code: 'insufficient-credits',
      packs: ['burst-1000', 'burst-5000'],
      renewsAt: account.json.renewsAt,
    });
  });
});

describe('the automation runner', () => {
  it('pauses at zero, starts nothing unfunded, and goes on after a purchase', async () => {
    await service.open('migration', 'free');
    let done = 0;
    const doneAtPause: number[] = [];
    const outcome = await runAutomation({
      client,
      accountId: 'migration',
      sku: 'infrastructure.migration.vm',
      stepCredits: 25,
      steps: Array.from({ length: 7 }, () => async () => {
        done += 1;
      }),
      untilCredits: async () => {
        doneAtPause.push(done);
        await client.purchasePack({ accountId: 'migration', body: { packId: 'burst-1000', paymentId: 'pi_vm' } });
      },
    });

    expect(outcome).toMatchObject({ kind: 'done', steps: 7, pauses: 1, settlement: { kind: 'captured' } });
    expect(doneAtPause).toEqual([4]);
    const account = await service.call('GET', '/accounts/migration');
    expect(account.json).toMatchObject({ available: 1_100 - 7 * 25, held: 0, overrun: 0 });
  });

  it('charges the steps that were done when one fails', async () => {
    await service.open('fails', 'free');
    const run = runAutomation({
      client,
      accountId: 'fails',
      sku: 'infrastructure.migration.vm',
      stepCredits: 25,
      steps: [async () => {}, async () => Promise.reject(new Error('no such machine'))],
      untilCredits: async () => {},
    });

    await expect(run).rejects.toThrow('no such machine');
    expect((await service.call('GET', '/accounts/fails')).json).toMatchObject({ available: 75, held: 0 });
  });
});
