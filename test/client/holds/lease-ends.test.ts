/** Leases whose hold runs out, whose service is away, or whose process is killed: little is lost, and nothing charged that wasn't spent. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCreditsClient } from '../../../shared/client/credits-client.ts';
import { type LeasingService, startLeasingService } from '../../support/service/leases.ts';

let service: LeasingService['service'];
let leaseOn: LeasingService['leaseOn'];
let balance: LeasingService['balance'];

beforeAll(async () => {
  ({ service, leaseOn, balance } = await startLeasingService());
});
afterAll(() => service.stop());

describe('a lease in the end', () => {
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
