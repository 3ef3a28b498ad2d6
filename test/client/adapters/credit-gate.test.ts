import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreditUse } from '../../../shared/client/adapters/credit-gate.ts';
import { type GatedFunctions, startGatedFunctions } from '../../support/service/gated-functions.ts';
import { availableSettled } from '../../support/service/settled.ts';

let service: GatedFunctions['service'];
let invoke: GatedFunctions['invoke'];
let invokeWith: GatedFunctions['invokeWith'];

beforeAll(async () => {
  ({ service, invoke, invokeWith } = await startGatedFunctions());
});
afterAll(() => service.stop());

describe('the credit gate', () => {
  it('charges what the handler says it used', async () => {
    await service.open('says', 'free');
    const answer = await invoke('says', async (credits) => {
      credits.use({ credits: 1 });
      credits.use({ credits: 3.2 });
      return 'done';
    });

    expect(answer).toBe('done');
    expect(await availableSettled(service, 'says')).toBe(96.8);
  });

  it('charges the estimate when the handler returns and says nothing', async () => {
    await service.open('silent', 'free');
    await invoke('silent', async () => 'done');

    expect(await availableSettled(service, 'silent')).toBe(95);
  });

  it('charges nothing when the handler throws before it did anything', async () => {
    await service.open('throws', 'free');
    const invoked = invoke('throws', async () => {
      throw new Error('not today');
    });

    await expect(invoked).rejects.toThrow('not today');
    expect(await availableSettled(service, 'throws')).toBe(100);
  });

  it('charges what was used when the handler throws after that', async () => {
    await service.open('throws-later', 'free');
    const invoked = invoke('throws-later', async (credits) => {
      credits.use({ credits: 2 });
      throw new Error('too late');
    });

    await expect(invoked).rejects.toThrow('too late');
    expect(await availableSettled(service, 'throws-later')).toBe(98);
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
    expect(await availableSettled(service, customer)).toBe(left);
    expect(troubles).toMatchObject(trouble === undefined ? [] : [trouble]);
  });

  it('charges nothing, unless told to, when the handler says nothing and answers that it failed', async () => {
    await service.open('fails', 'free');
    const failed = { statusCode: 500, body: 'no' };
    expect(await invoke('fails', async () => failed)).toEqual(failed);
    expect(await availableSettled(service, 'fails')).toBe(100);
    await invoke('fails', async () => failed, { whenFailed: 'estimate' });
    expect(await availableSettled(service, 'fails')).toBe(95);
    await invoke('fails', async (credits) => {
      credits.use({ credits: 2 });
      return failed;
    });
    expect(await availableSettled(service, 'fails')).toBe(93);
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

    expect(await availableSettled(service, 'queue')).toBe(97);
  });
});
