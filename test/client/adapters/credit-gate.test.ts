import { Readable } from 'node:stream';
import middy from '@middy/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localContext } from '../../../infra/local/gateway.ts';
import {
  type CreditGateOptions,
  type CreditUse,
  creditGate,
  type GatedContext,
} from '../../../shared/client/adapters/credit-gate.ts';
import { type CreditsClient, createCreditsClient } from '../../../shared/client/credits-client.ts';
import { CreditsRefused } from '../../../shared/client/holds/trouble.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

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
  return invokeWith({ customer }, work, options);
}

function invokeWith(
  event: Order,
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
  return invoked(event, localContext({ id: 'example' }, 10_000));
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

  it('answers 402 with the ways back, and does not run the handler, when there isn’t enough', async () => {
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
      restore: { ways: [{ kind: 'packs' }, { kind: 'packs' }] },
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
    expect(troubles).toMatchObject([{ name: 'CreditsShort', uncovered: 28 }]);
    expect(await available('asks')).toBe(0);
  });

  it.each<readonly [string, Parameters<CreditUse['use']>[0], number, unknown]>([
    ['0.3 for 0.1 + 0.2', { credits: 0.1 + 0.2 }, 99.7, undefined],
    ['nothing for zero', { credits: 0 }, 100, undefined],
    [
      'the estimate for a SKU without a price, and says so',
      { usage: [{ sku: 'ai.no-such-model.output-token', quantity: 1 }] },
      95,
      { problem: { code: 'sku-unknown' } },
    ],
  ])('keeps the handler’s answer and charges %s', async (name, used, left, trouble) => {
    const customer = `keeps-${left}`;
    await service.open(customer, 'free');
    const troubles: unknown[] = [];
    const answer = await invoke(
      customer,
      async (credits) => {
        credits.use(used);
        return name;
      },
      { onUnsettled: (each) => troubles.push(each) },
    );

    expect(answer).toBe(name);
    expect(await available(customer)).toBe(left);
    expect(troubles).toMatchObject(trouble === undefined ? [] : [trouble]);
  });

  it('charges nothing, unless told to, when the handler says nothing and answers that it failed', async () => {
    await service.open('fails', 'free');
    const failed = { statusCode: 500, body: 'no' };
    expect(await invoke('fails', async () => failed)).toEqual(failed);
    expect(await available('fails')).toBe(100);
    await invoke('fails', async () => failed, { whenFailed: 'estimate' });
    expect(await available('fails')).toBe(95);
    await invoke('fails', async (credits) => {
      credits.use({ credits: 2 });
      return failed;
    });
    expect(await available('fails')).toBe(93);
  });

  it('charges a message once, however often it is delivered', async () => {
    await service.open('queue', 'free');
    const message = { customer: 'queue', Records: [{ messageId: '059f36b4-87a3-44ab-83d2-661975830a7d', body: '' }] };
    const work = async (credits: CreditUse): Promise<boolean> => {
      credits.use({ credits: 3 });
      return credits.isRepeat;
    };

    expect(await invokeWith(message, work)).toBe(false);
    expect(await invokeWith(message, work)).toBe(true);

    expect(await available('queue')).toBe(97);
  });
});

describe('a handler that answers by a stream', () => {
  async function* pieces(credits: CreditUse, breaksAt = Number.POSITIVE_INFINITY): AsyncGenerator<string> {
    for (let piece = 1; piece <= 4; piece += 1) {
      if (piece === breaksAt) throw new Error('the model broke');
      credits.use({ credits: piece });
      yield `piece ${piece} `;
    }
  }

  it.each([
    ['an async generator', (credits: CreditUse) => pieces(credits)],
    ['a web stream', (credits: CreditUse) => ReadableStream.from(pieces(credits))],
    ['a stream of Node', (credits: CreditUse) => Readable.from(pieces(credits))],
  ])('is charged when %s has flowed, and not before', async (name, open) => {
    const customer = `flows-${name.replaceAll(' ', '-')}`;
    await service.open(customer, 'free');
    const answer = (await invoke(customer, async (credits) => ({ statusCode: 200, body: open(credits) }))) as {
      body: ReadableStream<string>;
    };
    expect((await service.call('GET', `/accounts/${customer}`)).json).toMatchObject({ held: 5 });

    let read = '';
    for await (const piece of answer.body) read += piece;

    expect(read).toBe('piece 1 piece 2 piece 3 piece 4 ');
    expect(await available(customer)).toBe(96);
  });

  it('is charged for what it had said when its reader leaves, and when it breaks', async () => {
    await service.open('leaves', 'free');
    const left = (await invoke('leaves', async (credits) => ReadableStream.from(pieces(credits)))) as ReadableStream;
    for await (const _piece of left) break;
    expect(await available('leaves')).toBe(99);

    const broken = (await invoke('leaves', async (credits) => pieces(credits, 3))) as ReadableStream;
    await expect(Array.fromAsync(broken)).rejects.toThrow('the model broke');
    expect(await available('leaves')).toBe(97);
  });

  it('is charged nothing when it broke before anything flowed, and the estimate when it says nothing', async () => {
    await service.open('mute', 'free');
    const mute = (answer: AsyncIterable<unknown>) => invoke('mute', async () => answer) as Promise<ReadableStream>;
    const broken = (async function* () {
      yield* [];
      throw new Error('at once');
    })();
    await expect(Array.fromAsync(await mute(broken))).rejects.toThrow('at once');
    expect(await available('mute')).toBe(100);

    expect(await Array.fromAsync(await mute(Readable.from(['a', 'b'])))).toEqual(['a', 'b']);
    expect(await available('mute')).toBe(95);
  });
});
