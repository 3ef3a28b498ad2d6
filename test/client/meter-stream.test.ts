import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelPrices } from '../../infra/local/demo-catalogue.ts';
import { type CreditsClient, createCreditsClient } from '../../shared/client/credits-client.ts';
import { type MeteredStream, type MeterOptions, meterStream } from '../../shared/client/meter-stream.ts';
import { skusOf } from '../../shared/client/models/skus-of.ts';
import { fakeModel, type Shape, shapes } from '../support/builders/fake-model.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

let service: TestService;
let client: CreditsClient;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  client = createCreditsClient({ url: service.url, credentials: async () => undefined });
});
afterAll(() => service.stop());

/** gpt-4o at list prices, a cent a credit: 0.00025 credits a token in, 0.001 a token out. */
const inputPrice = 0.00025;
const outputPrice = 0.001;

const card = { prices: modelPrices() };

function optionsOf(accountId: string, options: Partial<MeterOptions> = {}): MeterOptions {
  const estimate = { inputTokens: 100, outputTokens: 400 };
  return { client, accountId, skus: skusOf('gpt-4o', card), estimate, reportEveryTokens: 50, ...options };
}

async function meter(open: () => AsyncIterable<object>, options: MeterOptions): Promise<MeteredStream<object>> {
  const opened = await meterStream(open, options);
  if (opened.kind === 'refused') throw new Error(opened.problem.detail);
  return opened.value;
}

async function read(stream: AsyncIterable<object>, eventsMax = Number.POSITIVE_INFINITY): Promise<number> {
  let events = 0;
  for await (const _event of stream) {
    events += 1;
    if (events >= eventsMax) break;
  }
  return events;
}

interface Balance {
  readonly available: number;
  readonly held: number;
  readonly overrun: number;
}

async function balance(accountId: string): Promise<Balance> {
  return (await service.call('GET', `/accounts/${accountId}`)).json;
}

async function drainTo(accountId: string, credits: number): Promise<void> {
  const { available } = await balance(accountId);
  const body = { credits: Number((available - credits).toFixed(6)), category: 'ai' };
  await service.call('POST', `/accounts/${accountId}/debits`, { body, key: `drain to ${credits} of ${available}` });
}

function round(credits: number): number {
  return Math.round(credits * 1_000_000) / 1_000_000;
}

describe('a metered stream', () => {
  it.each(Object.keys(shapes) as Shape[])('is charged by the model’s own count, in the shape of %s', async (shape) => {
    await service.open(`count-${shape}`, 'free');
    const model = fakeModel(shape, { inputTokens: 120, outputTokens: 1_000 });
    const stream = await meter(model.open, optionsOf(`count-${shape}`));

    await read(stream);

    const { end, isEstimate, usage, settlement } = await stream.ending;
    expect({ end, isEstimate, usage }).toMatchObject({
      end: 'finished',
      isEstimate: false,
      usage: { input: 120, output: 1_000 },
    });
    expect(settlement.kind).toBe('captured');
    expect(await balance(`count-${shape}`)).toMatchObject({
      available: round(100 - 120 * inputPrice - 1_000 * outputPrice),
      held: 0,
    });
  });

  it('does not call the model when it isn’t funded', async () => {
    await service.open('unfunded', 'free');
    await drainTo('unfunded', 0.1);
    let isCalled = false;
    const opened = await meterStream(() => {
      isCalled = true;
      return fakeModel('converse', { inputTokens: 1, outputTokens: 1 }).open();
    }, optionsOf('unfunded'));

    expect(opened).toMatchObject({ kind: 'refused', problem: { code: 'insufficient-credits' } });
    expect(opened.kind === 'refused' && opened.problem.restore?.packs.length).toBeGreaterThan(0);
    expect(isCalled).toBe(false);
  });

  it('is charged for what it had generated when its reader leaves', async () => {
    await service.open('left', 'free');
    const model = fakeModel('openAi', { inputTokens: 100, outputTokens: 1_000 });
    const stream = await meter(model.open, optionsOf('left'));

    await read(stream, 301);

    expect(await stream.ending).toMatchObject({ end: 'stopped', isEstimate: true, usage: { output: 300 } });
    expect(model.isClosed()).toBe(true);
    expect(await balance('left')).toMatchObject({ available: round(100 - 100 * inputPrice - 0.3), held: 0 });
  });

  it('is charged for what it had generated when its reader throws', async () => {
    await service.open('threw', 'free');
    const stream = await meter(fakeModel('converse', { inputTokens: 100, outputTokens: 90 }).open, optionsOf('threw'));

    const reading = (async (): Promise<void> => {
      for await (const _event of stream) throw new Error('the reader broke');
    })();

    await expect(reading).rejects.toThrow('the reader broke');
    expect(await balance('threw')).toMatchObject({ available: round(100 - 100 * inputPrice), held: 0 });
  });

  it.each([
    ['released when it broke before it began', -1, 100],
    ['charged for what it had generated when it broke later', 200, round(100 - 100 * inputPrice - 0.2)],
  ])('is %s, and its own error is thrown', async (_name, failsAt, available) => {
    await service.open(`broke-${failsAt}`, 'free');
    const model = fakeModel('converse', { inputTokens: 100, outputTokens: 900, failsAt });
    const stream = await meter(model.open, optionsOf(`broke-${failsAt}`));

    await expect(read(stream)).rejects.toThrow('the model broke');

    expect((await stream.ending).end).toBe('failed');
    expect(await balance(`broke-${failsAt}`)).toMatchObject({ available, held: 0 });
  });

  it('is released when nobody reads it, and when the model can’t be called', async () => {
    await service.open('unread', 'free');
    const stream = await meter(fakeModel('converse', { inputTokens: 1, outputTokens: 1 }).open, optionsOf('unread'));
    await stream.cancel();
    const calling = meterStream(() => Promise.reject(new Error('no such model')), optionsOf('unread'));

    await expect(calling).rejects.toThrow('no such model');
    expect(await balance('unread')).toMatchObject({ available: 100, held: 0 });
  });

  it('stops at zero with what it had when its policy is to pause, and a purchase lets the next one through', async () => {
    await service.open('pause', 'free');
    await drainTo('pause', 1);
    const model = fakeModel('converse', { inputTokens: 100, outputTokens: 100_000 });
    const stream = await meter(model.open, optionsOf('pause'));

    await read(stream);

    const { end, settlement } = await stream.ending;
    expect(end).toBe('paused');
    expect(settlement.kind).toBe('captured');
    // Two reports beyond the last credit at most.
    expect(model.generated() * outputPrice).toBeLessThanOrEqual(1 + 2 * 50 * outputPrice);
    expect(await balance('pause')).toMatchObject({ available: 0, held: 0, state: 'exhausted' });
    // What it generated before it was told to pause ran: it is overrun, by two reports at most.
    expect((await balance('pause')).overrun).toBeLessThanOrEqual(2 * 50 * outputPrice);
    expect(await meterStream(model.open, optionsOf('pause'))).toMatchObject({ kind: 'refused' });
    expect(await client.checkAccess({ accountId: 'pause' })).toMatchObject({
      value: {
        ai: { allowed: false, effect: 'paused' },
        infrastructure: { effect: 'restricted' },
        read: { allowed: true },
      },
    });

    await client.purchasePack({ accountId: 'pause', body: { packId: 'burst-1000', paymentId: 'pi_pause' } });
    const next = await meter(fakeModel('converse', { inputTokens: 9, outputTokens: 9 }).open, optionsOf('pause'));
    await read(next);
    expect((await next.ending).end).toBe('finished');
  });

  it('runs to its end at zero when its policy is to complete, as overrun', async () => {
    await service.open('complete', 'free');
    await drainTo('complete', 1);
    const model = fakeModel('converse', { inputTokens: 100, outputTokens: 2_000 });
    const stream = await meter(model.open, optionsOf('complete', { whenExhausted: 'complete' }));

    await read(stream);

    expect((await stream.ending).end).toBe('finished');
    expect(await balance('complete')).toMatchObject({ available: 0, held: 0, overrun: round(100 * inputPrice + 1) });
  });

  it('goes on when reports get no answer, and stops after three in a row', async () => {
    await service.open('deaf', 'free');
    let reports = 0;
    const deaf: CreditsClient = {
      ...client,
      reportUsage: (call) => {
        reports += 1;
        return reports === 2 ? client.reportUsage(call) : Promise.reject(new Error('no answer'));
      },
    };
    const model = fakeModel('converse', { inputTokens: 100, outputTokens: 5_000 });
    const stream = await meter(model.open, optionsOf('deaf', { client: deaf }));

    await read(stream);

    expect(await stream.ending).toMatchObject({ end: 'paused', settlement: { kind: 'captured' } });
    expect(reports).toBe(5);
    expect(model.generated()).toBeLessThanOrEqual(6 * 50 + 1);
  });
});

describe('two hundred streams on one account', () => {
  it('never have more than its grants between them, and lose a slice a kill at most', async () => {
    await service.open('crowd', 'free');
    const slice = 0.4;
    const script = { inputTokens: 100, outputTokens: 700 };
    let isWatching = true;
    const watch = (async (): Promise<void> => {
      while (isWatching) {
        const { available, held, overrun } = await balance('crowd');
        expect(available).toBeGreaterThanOrEqual(0);
        expect(round(available + held)).toBeLessThanOrEqual(100);
        expect(overrun).toBeLessThanOrEqual(2);
      }
    })();

    const used = await Promise.all(
      Array.from({ length: 200 }, async (_stream, index) => {
        const model = fakeModel('converse', script);
        const opened = await meterStream(model.open, optionsOf('crowd', { slice, expiresInSeconds: 300 }));
        if (opened.kind === 'refused') return { credits: 0, isKilled: false, isRefused: true };
        const isKilled = index % 3 === 0;
        if (isKilled) await abandon(opened.value, 20 + ((index * 37) % 600));
        else await read(opened.value);
        const credits = script.inputTokens * inputPrice + model.generated() * outputPrice;
        return { credits, isKilled, isRefused: false };
      }),
    );
    isWatching = false;
    await watch;
    service.clock.moveTo(service.clock.nowMs() + 301_000);

    const { available, held } = await balance('crowd');
    const charged = 100 - available;
    const total = used.reduce((sum, { credits }) => sum + credits, 0);
    const kills = used.filter(({ isKilled }) => isKilled).length;
    expect(held).toBe(0);
    expect(kills).toBeGreaterThan(20);
    expect(charged).toBeLessThanOrEqual(100);
    expect(charged).toBeGreaterThanOrEqual(Math.min(total, 100) - kills * slice);
    expect(charged).toBeLessThanOrEqual(total + 0.000001);
  });

  it('start again in the next cycle, though no job has run', async () => {
    await drainTo('crowd', 0.000001);
    expect(
      await meterStream(fakeModel('converse', { inputTokens: 1, outputTokens: 1 }).open, optionsOf('crowd')),
    ).toMatchObject({ kind: 'refused' });
    const { renewsAt } = (await service.call('GET', '/accounts/crowd')).json;

    service.clock.moveTo(Date.parse(renewsAt));

    const stream = await meter(fakeModel('converse', { inputTokens: 1, outputTokens: 1 }).open, optionsOf('crowd'));
    await read(stream);
    expect((await stream.ending).end).toBe('finished');
  });
});

/** Reads so much and then never again, as a process that is killed: nothing is returned, settled or released. */
async function abandon(stream: AsyncIterable<object>, events: number): Promise<void> {
  const iterator = stream[Symbol.asyncIterator]();
  for (let read = 0; read < events; read += 1) if ((await iterator.next()).done) return;
}
