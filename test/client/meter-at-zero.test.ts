/** Streams whose account runs out: paused or completed, as their policy says, and bounded either way. */
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
let client: MeteringService['client'];
let optionsOf: MeteringService['optionsOf'];
let balance: MeteringService['balance'];
let drainTo: MeteringService['drainTo'];

beforeAll(async () => {
  ({ service, client, optionsOf, balance, drainTo } = await startMeteringService());
});
afterAll(() => service.stop());

describe('a stream whose account runs out', () => {
  it('stops at zero with what it had when its policy is to pause, and a purchase lets the next one through', async () => {
    await service.open('pause', 'free');
    await drainTo('pause', 1);
    const model = fakeModel('converse', { inputTokens: 100, outputTokens: 100_000 });
    const stream = await meter(model.open, optionsOf('pause'));

    await readEvents(stream);

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
    await readEvents(next);
    expect((await next.ending).end).toBe('finished');
  });

  it('runs to its end at zero when its policy is to complete, as overrun', async () => {
    await service.open('complete', 'free');
    await drainTo('complete', 1);
    const model = fakeModel('converse', { inputTokens: 100, outputTokens: 2_000 });
    const stream = await meter(model.open, optionsOf('complete', { whenExhausted: 'complete' }));

    await readEvents(stream);

    expect((await stream.ending).end).toBe('finished');
    expect(await balance('complete')).toMatchObject({ available: 0, held: 0, overrun: round(100 * inputPrice + 1) });
  });
});
