/** Many streams on one account: never more between them than it has, and little lost with each that is killed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meterStream } from '../../shared/client/meter-stream.ts';
import { fakeModel } from '../support/builders/fake-model.ts';
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
let optionsOf: MeteringService['optionsOf'];
let balance: MeteringService['balance'];
let drainTo: MeteringService['drainTo'];

beforeAll(async () => {
  ({ service, optionsOf, balance, drainTo } = await startMeteringService());
});
afterAll(() => service.stop());

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
        else await readEvents(opened.value);
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
    await readEvents(stream);
    expect((await stream.ending).end).toBe('finished');
  });
});

/** Reads so much and then never again, as a process that is killed: nothing is returned, settled or released. */
async function abandon(stream: AsyncIterable<object>, events: number): Promise<void> {
  const iterator = stream[Symbol.asyncIterator]();
  for (let read = 0; read < events; read += 1) if ((await iterator.next()).done) return;
}
