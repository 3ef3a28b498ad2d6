/** A batch over many accounts: bounded, each account's debits together, each element answered in its position. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { accountsAtOnceMax, batchAnswer, beginsMaxMs } from '../../shared/runtime/batch.ts';
import type { HttpAnswer } from '../../shared/runtime/http-answer.ts';
import { createTurnstile } from '../../shared/runtime/turnstile.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';

const answered = z.object({ results: z.array(z.object({ status: z.int(), body: z.unknown() })) });
const clock = { requestId: 'request', monotonicMs: () => 0 };

function elementsOf(accounts: number, each: number): readonly { accountId: string; at: number }[] {
  return Array.from({ length: accounts * each }, (_, at) => ({ accountId: `account-${at % accounts}`, at }));
}

function ok(body: unknown): HttpAnswer {
  return { status: 201, body, code: 'ok', isReplay: false };
}

async function results(answer: Promise<HttpAnswer>) {
  return answered.parse((await answer).body).results;
}

const turn = (): Promise<void> => new Promise((go) => setImmediate(go));

describe('a batch', () => {
  it('works on a bounded number of accounts at once, over all the batches of a process', async () => {
    const underWay = new Map<string, number>();
    let most = 0;
    const one = async (element: unknown): Promise<HttpAnswer> => {
      const accountId = z.object({ accountId: z.string() }).parse(element).accountId;
      underWay.set(accountId, (underWay.get(accountId) ?? 0) + 1);
      most = Math.max(most, underWay.size);
      await turn();
      underWay.delete(accountId);
      return ok(accountId);
    };

    const batches = await Promise.all(
      Array.from({ length: 4 }, () => results(batchAnswer({ ...clock, elements: elementsOf(100, 1) }, one))),
    );

    expect(most).toBe(accountsAtOnceMax);
    for (const batch of batches) expect(batch.map(({ status }) => status)).toEqual(Array(100).fill(201));
  });

  it('asks for the debits of one account together and in order, and answers each in its position', async () => {
    const asked: number[] = [];
    const all = Promise.withResolvers<void>();
    const one = async (element: unknown): Promise<HttpAnswer> => {
      const { at } = z.object({ at: z.int() }).parse(element);
      asked.push(at);
      // None is answered before all of its account have been asked for: they can share a write.
      if (asked.length === 6) all.resolve();
      await all.promise;
      return ok(at);
    };

    const found = await results(batchAnswer({ ...clock, elements: elementsOf(2, 3) }, one));

    expect(asked).toEqual([0, 2, 4, 1, 3, 5]);
    expect(found.map(({ body }) => body)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('begins nothing once its time is up, and says so', async () => {
    let nowMs = 0;
    const begun: unknown[] = [];
    const elements = elementsOf(accountsAtOnceMax + 8, 1);
    const one = async (element: unknown): Promise<HttpAnswer> => {
      begun.push(element);
      await turn();
      nowMs = beginsMaxMs;
      return ok('done');
    };

    const found = await results(batchAnswer({ elements, requestId: 'request', monotonicMs: () => nowMs }, one));

    expect(begun).toHaveLength(accountsAtOnceMax);
    expect(found.filter(({ status }) => status === 201)).toHaveLength(accountsAtOnceMax);
    expect(found.filter(({ status }) => status === 503)).toHaveLength(8);
  });

  it('answers for itself what names no account, and what fails', async () => {
    const one = async (element: unknown): Promise<HttpAnswer> => {
      if (element === 'down') throw new StoreUnavailable('down');
      return { ...ok(element), status: 400 };
    };
    const found = await results(batchAnswer({ ...clock, elements: ['down', null, 7, {}] }, one));
    expect(found.map(({ status }) => status)).toEqual([503, 400, 400, 400]);
  });
});

describe('a turnstile', () => {
  it('hands a turn on when work fails, first come first served', async () => {
    const turnstile = createTurnstile(1);
    const begun: string[] = [];
    const pass = (name: string, work: () => Promise<void>): Promise<unknown> =>
      turnstile.pass(async () => {
        begun.push(name);
        await work();
      });
    const failing = async (): Promise<void> => {
      await turn();
      throw new Error('broken');
    };

    const all = await Promise.allSettled([pass('first', failing), pass('second', failing), pass('third', turn)]);

    expect(begun).toEqual(['first', 'second', 'third']);
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });
});
