/** A metered stream: what it refuses to charge, and how far it goes beyond what there is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meterStream } from '../../shared/client/meter-stream.ts';
import { readModelEvent } from '../../shared/client/models/read-model-event.ts';
import { skusOf } from '../../shared/domain/catalogue/skus-of.ts';
import { fakeModel } from '../support/builders/fake-model.ts';
import {
  card,
  type MeteringService,
  meter,
  readEvents,
  startMeteringService,
} from '../support/service/metered-streams.ts';
import { providers } from './models/fixtures/providers.ts';

let service: MeteringService['service'];
let optionsOf: MeteringService['optionsOf'];
let balance: MeteringService['balance'];
let drainTo: MeteringService['drainTo'];

beforeAll(async () => {
  ({ service, optionsOf, balance, drainTo } = await startMeteringService());
});
afterAll(() => service.stop());

describe('at zero', () => {
  const reportEveryTokens = 16;
  const streams = providers.flatMap(({ provider, examples }) => {
    for (const { streamed } of examples) {
      const piece = streamed.find((event) => (readModelEvent(event)?.text ?? '') !== '');
      if (piece !== undefined) return [{ provider, first: streamed[0], piece }];
    }
    return [];
  });

  it.each(streams)(
    'no more than two reports’ worth passes the balance, in the shape of $provider',
    async ({ provider, first, piece }) => {
      const accountId = `zero-${provider.replaceAll(/[^A-Za-z]/g, '')}`;
      await service.open(accountId, 'free');
      await drainTo(accountId, 0.1);
      const model = async function* (): AsyncGenerator<unknown, void, undefined> {
        yield first;
        for (let pieces = 0; pieces < 2_000; pieces += 1) yield piece;
      };
      const estimate = { inputTokens: 1, outputTokens: 50 };
      const stream = await meter(model, optionsOf(accountId, { estimate, reportEveryTokens }));

      await readEvents(stream);

      const { end, usage, settlement } = await stream.ending;
      expect(end).toBe('paused');
      expect(['captured', 'captured-short']).toContain(settlement.kind);
      // One that tells at once what it has thought, before a word of its answer.
      const told = readModelEvent(piece)?.told?.usage.output ?? 0;
      const pieceTokens = Math.max(1, Math.round((readModelEvent(piece)?.text ?? '').length / 4));
      expect(usage.output).toBeLessThanOrEqual(told + 100 + 3 * reportEveryTokens + 3 * pieceTokens);
      // What ran beyond the balance is paid as far as the plan lets work overrun.
      const { held, overrun } = await balance(accountId);
      expect(held).toBe(0);
      expect(overrun).toBeLessThanOrEqual(2);
      expect((await balance(accountId)).available).toBeLessThan(0.06);
    },
  );
});

describe('what a meter can’t charge', () => {
  it('is refused before the model is called: a kind of token without a price', async () => {
    await service.open('unpriced', 'free');
    const { calls, open } = countedCalls();
    const skus = { ...skusOf('gpt-4o', card), cachedInput: 'ai.gpt-4o.no-such-token' };

    const opened = await meterStream(open, optionsOf('unpriced', { skus }));

    expect(opened).toMatchObject({ kind: 'refused', problem: { code: 'sku-unknown' } });
    expect(calls()).toBe(0);
    expect(await balance('unpriced')).toMatchObject({ available: 100, held: 0 });
  });

  it('is released before a token is passed on: events of no known shape', async () => {
    await service.open('strange', 'free');
    const events = async function* (): AsyncGenerator<object, void, undefined> {
      yield { kind: 'a shape of next year', word: 'tok' };
      yield { choices: [{ delta: { content: 'tok' } }] };
    };
    const stream = await meter(events, optionsOf('strange'));

    await expect(readEvents(stream)).rejects.toThrow('of no shape that is known');

    expect(await stream.ending).toMatchObject({ end: 'not-understood', settlement: { kind: 'released' } });
    expect(await balance('strange')).toMatchObject({ available: 100, held: 0 });
  });

  it('settles itself when nobody begins to read it', async () => {
    await service.open('idle', 'free');
    const model = fakeModel('openAi', { inputTokens: 10, outputTokens: 10 });
    const stream = await meter(model.open, optionsOf('idle', { readWithinMs: 20 }));

    expect(await stream.ending).toMatchObject({ end: 'stopped', settlement: { kind: 'released' } });
    expect(await balance('idle')).toMatchObject({ available: 100, held: 0 });
    expect(await readEvents(stream)).toBe(0);
  });

  it('is nothing that the hold’s entry lists: lines of nothing are asked for, not kept', async () => {
    await service.open('tidy', 'free');
    const stream = await meter(fakeModel('openAi', { inputTokens: 1, outputTokens: 1 }).open, optionsOf('tidy'));
    await readEvents(stream);

    const { entries } = (await service.call('GET', '/accounts/tidy/ledger')).json;
    const hold = entries.find((entry: { readonly type: string }) => entry.type === 'hold');
    expect(hold.lines.map((line: { readonly sku: string }) => line.sku)).toEqual([
      'ai.gpt-4o.input-token',
      'ai.gpt-4o.output-token',
    ]);
  });
});

function countedCalls(): { readonly calls: () => number; readonly open: () => AsyncIterable<object> } {
  let count = 0;
  return {
    calls: () => count,
    open: () => {
      count += 1;
      return fakeModel('openAi', { inputTokens: 1, outputTokens: 1 }).open();
    },
  };
}
