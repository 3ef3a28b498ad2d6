/** R34: a customer who leaves another means of payment doesn't wait for the next try. */
import { describe, expect, it } from 'vitest';
import { settlePayments } from '../../shared/operations/settle-payments.ts';
import type { PaymentProvider } from '../../shared/ports/payment-provider.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { payableTopUp } from '../support/builders/payable-top-ups.ts';
import { projectNow } from '../support/builders/topped-up.ts';

describe('a top-up', () => {
  it('that failed is tried again at once by another means of payment, once for each, and bought once', async () => {
    let fails = true;
    const random = () => (fails ? 0 : 0.99);
    const { store, bus, payments, request, pay, bought } = await payableTopUp({ random, fails: 0.5 });
    expect(await pay()).toBe('failed');
    const leaves = async (atMs: number, customerId = `cus_${request.accountId}`, through: PaymentProvider = payments) =>
      settlePayments({ store, bus, payments: through }, [{ kind: 'card-changed', customerId, atMs }], startMs + 60_000);

    await leaves(startMs + 1);
    fails = false;
    await leaves(startMs + 1);
    expect(await bought(), 'the same means, told twice').toBe(0);
    expect(await leaves(startMs + 2, 'cus_of_others')).toMatchObject({ foreign: 1 });
    const { keepsCards: _keeps, ...keepsNone } = payments;
    expect(await leaves(startMs + 2, undefined, keepsNone)).toMatchObject({ foreign: 1 });

    expect(await leaves(startMs + 2)).toMatchObject({ settled: 1 });
    expect(await bought()).toBe(1);
    await projectNow({ store, bus }, request.accountId, startMs + 60_000);
    expect(await leaves(startMs + 3), 'nothing waits any more').toMatchObject({ foreign: 1 });
    expect([payments.taken.size, await bought()]).toEqual([1, 1]);
  });
});
