import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CreditsClient,
  type CreditsClientOptions,
  createCreditsClient,
} from '../../shared/client/credits-client.ts';
import { NoAnswer } from '../../shared/client/http-client.ts';
import { processSurroundings } from '../../shared/client/surroundings.ts';
import { type HostileProxy, type Mishap, mishaps, startHostileProxy } from '../support/proxies/hostile-proxy.ts';
import { startTestService, type TestService } from '../support/service/service.ts';

const tryTimeoutMs = 250;
let service: TestService;
let proxy: HostileProxy;
let queue: (Mishap | undefined)[] = [];
const strays: unknown[] = [];

const noteStray = (cause: unknown): void => void strays.push(cause);

beforeAll(async () => {
  process.on('unhandledRejection', noteStray);
  service = await startTestService({ hasSchedules: false });
});
afterAll(async () => {
  await service.stop();
  process.off('unhandledRejection', noteStray);
});
beforeEach(async () => {
  queue = [];
  proxy = await startHostileProxy(service.url, { next: () => queue.shift(), lateMs: 2 * tryTimeoutMs });
});
afterEach(async () => {
  await proxy.stop();
  expect(strays).toEqual([]);
});

/** Pauses are noted, not waited. */
function clientOf(options: Partial<CreditsClientOptions> = {}): { client: CreditsClient; pauses: number[] } {
  const pauses: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    pauses.push(ms);
  };
  const client = createCreditsClient({
    url: proxy.url,
    credentials: async () => undefined,
    bounds: { tryTimeoutMs },
    surroundings: { ...processSurroundings, sleep },
    ...options,
  });
  return { client, pauses };
}

describe('a client of a hostile server', () => {
  it.each(mishaps)('has one effect when requests meet: %s', async (mishap) => {
    const accountId = `one-${mishap}`;
    await service.open(accountId, 'free');
    queue = [mishap, mishap];

    const answer = await clientOf().client.debitCredits({ accountId, body: { credits: 7, category: 'ai' } });

    expect(answer).toMatchObject({ kind: 'done', value: { entry: { credits: 7, seq: 2 } } });
    const account = await service.call('GET', `/accounts/${accountId}`);
    expect(account.json).toMatchObject({ available: 93, seq: 2 });
  });

  it('has the effect of each of many requests once, whatever meets them', async () => {
    await service.open('many', 'starter');
    let state = 7;
    const random = (): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    // Three of five requests meet something, and none of them more often than is tried.
    // An answer that is late is left to the test above: here a try has time enough on a busy machine.
    const some = mishaps.filter((mishap) => mishap !== 'late');
    queue = Array.from({ length: 1_000 }, () =>
      random() < 0.6 ? some[Math.floor(random() * some.length)] : undefined,
    );
    const { client } = clientOf({ bounds: { tryTimeoutMs: 20_000, triesMax: 30 } });

    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        client.debitCredits({ accountId: 'many', body: { credits: 1, category: 'ai' } }),
      ),
    );

    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(60);
    expect((await service.call('GET', '/accounts/many')).json).toMatchObject({ available: 940, seq: 61 });
  });

  it('gives up within its tries, and the same key settles what became of it', async () => {
    await service.open('gives-up', 'free');
    queue = Array.from({ length: 6 }, () => 'lost-after');
    const { client } = clientOf();
    const debit = { accountId: 'gives-up', body: { credits: 7, category: 'ai' }, idempotencyKey: 'mine' } as const;

    await expect(client.debitCredits(debit)).rejects.toThrow(NoAnswer);
    expect(proxy.requests()).toBe(6);

    expect(await client.debitCredits(debit)).toMatchObject({ kind: 'done', isReplay: true });
    expect((await service.call('GET', '/accounts/gives-up')).json).toMatchObject({ available: 93 });
  });

  it('waits as long as it is asked to, spread out, and no longer than its time allows', async () => {
    await service.open('waits', 'free');
    queue = ['busy', 'throttled', 'busy'];
    const { client, pauses } = clientOf({ bounds: { tryTimeoutMs, totalMs: 60_000 } });

    expect(await client.readAccount({ accountId: 'waits' })).toMatchObject({ kind: 'done' });
    expect(pauses).toHaveLength(3);
    expect(pauses[0]).toBeGreaterThanOrEqual(1_000);
    expect(pauses[0]).toBeLessThan(1_200);
    expect(pauses[1]).toBeLessThan(400);
    expect(pauses[2]).toBeGreaterThanOrEqual(1_000);

    queue = ['busy'];
    const hasty = clientOf({ bounds: { tryTimeoutMs, totalMs: 900 } });
    await expect(hasty.client.readAccount({ accountId: 'waits' })).rejects.toThrow(NoAnswer);
    expect(hasty.pauses).toEqual([]);
  });

  it('ends in time when nothing ever answers', async () => {
    const never: typeof fetch = (_url, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const { client } = clientOf({ fetch: never, bounds: { tryTimeoutMs: 50, triesMax: 100, totalMs: 400 } });
    const startMs = performance.now();

    await expect(client.readAccount({ accountId: 'anyone' })).rejects.toThrow(NoAnswer);
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});
