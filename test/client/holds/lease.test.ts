import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lease } from '../../../shared/client/holds/lease.ts';
import { type LeasingService, startLeasingService } from '../../support/service/leases.ts';

let service: LeasingService['service'];
let leaseOn: LeasingService['leaseOn'];
let balance: LeasingService['balance'];

beforeAll(async () => {
  ({ service, leaseOn, balance } = await startLeasingService());
});
afterAll(() => service.stop());

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
});
