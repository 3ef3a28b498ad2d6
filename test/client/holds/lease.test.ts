import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CreditsClient, createCreditsClient } from '../../../shared/client/credits-client.ts';
import { type Lease, type LeaseOptions, openLease } from '../../../shared/client/holds/lease.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';

let service: TestService;
let client: CreditsClient;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
  client = createCreditsClient({ url: service.url, credentials: async () => undefined });
});
afterAll(() => service.stop());

async function leaseOn(accountId: string, options: Partial<LeaseOptions> & { readonly slice: number }): Promise<Lease> {
  const opened = await openLease({ client, accountId, category: 'ai', ...options });
  if (opened.kind === 'refused') throw new Error(opened.problem.detail);
  return opened.value;
}

async function balance(accountId: string): Promise<{ available: number; held: number; seq: number; overrun: number }> {
  return (await service.call('GET', `/accounts/${accountId}`)).json;
}

/** Spends until the lease says no and there is no more to have. */
async function spendAll(lease: Lease, credits: number): Promise<number> {
  let usages = 0;
  for (let rounds = 0; rounds < 10_000; rounds += 1) {
    while (lease.spend(credits)) usages += 1;
    if (!(await lease.refill())) return usages;
  }
  return usages;
}

describe('a lease', () => {
  it('says yes within what is funded and no beyond it, at once', async () => {
    await service.open('at-once', 'free');
    const lease = await leaseOn('at-once', { slice: 10 });

    const answers = Array.from({ length: 12 }, () => lease.spend(1));

    expect(answers.filter(Boolean)).toHaveLength(10);
    expect(answers.slice(10)).toEqual([false, false]);
    await lease.close();
    expect(await balance('at-once')).toMatchObject({ available: 90, held: 0 });
  });

  it('settles many usages with a write per slice, and captures exactly what was spent', async () => {
    await service.open('many', 'free');
    const lease = await leaseOn('many', { slice: 5 });
    let usages = 0;
    while (usages < 40_000)
      if (lease.spend(0.001)) usages += 1;
      else await lease.refill();

    expect(await lease.close()).toEqual({ spent: 40, unsettled: [] });
    const { available, held, seq } = await balance('many');
    expect({ available, held }).toEqual({ available: 60, held: 0 });
    // The grant, the hold, its extensions and the capture.
    expect(seq).toBeLessThan(25);
  });

  it('spends all there is and not one credit more, beside others that do the same', async () => {
    await service.open('crowd', 'free');
    const leases = await Promise.all(Array.from({ length: 4 }, () => leaseOn('crowd', { slice: 7 })));

    const usages = await Promise.all(leases.map((lease) => spendAll(lease, 0.5)));
    await Promise.all(leases.map((lease) => lease.close()));

    const spent = usages.reduce((sum, count) => sum + count * 0.5, 0);
    const { available, held, overrun } = await balance('crowd');
    expect({ held, overrun, all: available + spent }).toEqual({ held: 0, overrun: 0, all: 100 });
    expect(available).toBeLessThan(4 * 0.5);
  });

  it('says no at zero, and yes again after a purchase', async () => {
    await service.open('back', 'free');
    const lease = await leaseOn('back', { slice: 60 });
    expect(await spendAll(lease, 1)).toBe(100);

    const body = { packId: 'burst-1000', paymentId: 'pi_back' };
    await service.call('POST', '/accounts/back/purchases', { body, key: 'buy' });

    expect(await lease.refill()).toBe(true);
    expect(lease.spend(1)).toBe(true);
    await lease.close();
    expect(await balance('back')).toMatchObject({ available: 999, held: 0 });
  });

  it('goes on in another hold halfway through the life of one, and loses nothing on the way', async () => {
    await service.open('renewed', 'free');
    let aheadMs = 0;
    const monotonicMs = (): number => performance.now() + aheadMs;
    const lease = await leaseOn('renewed', { slice: 10, lifeSeconds: 100, monotonicMs });
    for (let lives = 0; lives < 4; lives += 1) {
      expect(lease.spend(3)).toBe(true);
      aheadMs += 60_000;
      service.clock.moveTo(service.clock.nowMs() + 60_000);
      expect(await lease.refill()).toBe(true);
    }

    expect(await lease.close()).toEqual({ spent: 12, unsettled: [] });
    expect(await balance('renewed')).toMatchObject({ available: 88, held: 0 });
  });

  it('charges late what its hold had not been told of when it expired', async () => {
    await service.open('expired', 'free');
    const lease = await leaseOn('expired', { slice: 10, lifeSeconds: 100 });
    expect(lease.spend(4)).toBe(true);
    service.clock.moveTo(service.clock.nowMs() + 101_000);
    expect(await balance('expired')).toMatchObject({ available: 100, held: 0 });

    expect(await lease.close()).toEqual({ spent: 4, unsettled: [] });
    expect(await balance('expired')).toMatchObject({ available: 96, held: 0 });
  });

  it('spends nothing once its hold’s time is almost up and nobody answers', async () => {
    await service.open('alone', 'free');
    let aheadMs = 0;
    const monotonicMs = (): number => performance.now() + aheadMs;
    let isCut = false;
    const cutOff: typeof fetch = (url, init) => (isCut ? Promise.reject(new Error('no network')) : fetch(url, init));
    const far = createCreditsClient({
      url: service.url,
      credentials: async () => undefined,
      fetch: cutOff,
      bounds: { triesMax: 1 },
    });
    const troubles: unknown[] = [];
    const onTrouble = (trouble: unknown): void => {
      troubles.push(trouble);
    };
    const lease = await leaseOn('alone', { client: far, slice: 10, lifeSeconds: 100, monotonicMs, onTrouble });
    isCut = true;
    expect(lease.spend(2)).toBe(true);
    aheadMs = 91_000;
    expect(lease.spend(2)).toBe(false);
    await expect(lease.close()).rejects.toThrow('no answer');

    isCut = false;
    expect(await lease.close()).toEqual({ spent: 2, unsettled: [] });
    expect(troubles.length).toBeGreaterThan(0);
    expect(await balance('alone')).toMatchObject({ available: 98, held: 0 });
  });

  it('loses a slice at most when its process is killed, and never charges what wasn’t spent', async () => {
    const slice = 2;
    for (const [round, usedMin] of [500, 3_000, 9_000].entries()) {
      const accountId = `killed-${round}`;
      await service.open(accountId, 'free');
      const { child, lines } = startSpender(accountId, slice);
      while ((lines().at(-1) ?? 0) < usedMin) await once(child.stdout ?? child, 'data');
      child.kill('SIGKILL');
      await once(child, 'close');
      const used = (lines().at(-1) ?? 0) / 1_000;

      service.clock.moveTo(service.clock.nowMs() + 61_000);
      const { available, held } = await balance(accountId);
      const charged = Math.round((100 - available) * 1_000_000) / 1_000_000;
      expect(held).toBe(0);
      expect(charged).toBeGreaterThanOrEqual(used - slice);
      // What it said last, and the few usages after.
      expect(charged).toBeLessThanOrEqual(used + 0.01);
    }
  });
});

function startSpender(accountId: string, slice: number): { child: ChildProcess; lines: () => readonly number[] } {
  const file = fileURLToPath(new URL('../../runs/lease/spender.ts', import.meta.url));
  const child = spawn(process.execPath, [file, service.url, accountId, String(slice)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  return { child, lines: () => text.split('\n').slice(0, -1).map(Number) };
}
