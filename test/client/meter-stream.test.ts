import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreditsClient } from '../../shared/client/credits-client.ts';
import { meterStream } from '../../shared/client/meter-stream.ts';
import { fakeModel, type Shape, shapes } from '../support/builders/fake-model.ts';
import {
  inputPrice,
  type MeteringService,
  meter,
  outputPrice,
  readEvents,
  round,
  startMeteringService,
} from '../support/service/metered-streams.ts';

let service: MeteringService['service'];
let client: MeteringService['client'];
let optionsOf: MeteringService['optionsOf'];
let balance: MeteringService['balance'];
let drainTo: MeteringService['drainTo'];

beforeAll(async () => {
  ({ service, client, optionsOf, balance, drainTo } = await startMeteringService());
});
afterAll(() => service.stop());

describe('a metered stream', () => {
  it.each(Object.keys(shapes) as Shape[])('is charged by the model’s own count, in the shape of %s', async (shape) => {
    await service.open(`count-${shape}`, 'free');
    const model = fakeModel(shape, { inputTokens: 120, outputTokens: 1_000 });
    const stream = await meter(model.open, optionsOf(`count-${shape}`));

    await readEvents(stream);

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

    await readEvents(stream, 301);

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

    await expect(readEvents(stream)).rejects.toThrow('the model broke');

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

    await readEvents(stream);

    expect(await stream.ending).toMatchObject({ end: 'paused', settlement: { kind: 'captured' } });
    expect(reports).toBe(5);
    expect(model.generated()).toBeLessThanOrEqual(6 * 50 + 1);
  });
});
