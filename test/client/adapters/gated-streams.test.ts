/** Handlers behind the gate that answer by a stream: charged when it has flowed, for as much as flowed. */
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreditUse } from '../../../shared/client/adapters/credit-gate.ts';
import { type GatedFunctions, startGatedFunctions } from '../../support/service/gated-functions.ts';
import { availableSettled } from '../../support/service/settled.ts';

let service: GatedFunctions['service'];
let invoke: GatedFunctions['invoke'];

beforeAll(async () => {
  ({ service, invoke } = await startGatedFunctions());
});
afterAll(() => service.stop());

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
    expect(await availableSettled(service, customer)).toBe(96);
  });

  it('is charged for what it had said when its reader leaves, and when it breaks', async () => {
    await service.open('leaves', 'free');
    const left = (await invoke('leaves', async (credits) => ReadableStream.from(pieces(credits)))) as ReadableStream;
    for await (const _piece of left) break;
    expect(await availableSettled(service, 'leaves')).toBe(99);

    const broken = (await invoke('leaves', async (credits) => pieces(credits, 3))) as ReadableStream;
    await expect(Array.fromAsync(broken)).rejects.toThrow('the model broke');
    expect(await availableSettled(service, 'leaves')).toBe(97);
  });

  it('is charged nothing when it broke before anything flowed, and the estimate when it says nothing', async () => {
    await service.open('mute', 'free');
    const mute = (answer: AsyncIterable<unknown>) => invoke('mute', async () => answer) as Promise<ReadableStream>;
    const broken = (async function* () {
      yield* [];
      throw new Error('at once');
    })();
    await expect(Array.fromAsync(await mute(broken))).rejects.toThrow('at once');
    expect(await availableSettled(service, 'mute')).toBe(100);

    expect(await Array.fromAsync(await mute(Readable.from(['a', 'b'])))).toEqual(['a', 'b']);
    expect(await availableSettled(service, 'mute')).toBe(95);
  });
});
