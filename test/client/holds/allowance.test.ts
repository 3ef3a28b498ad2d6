import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAllowance } from '../../../shared/client/holds/allowance.ts';
import { withHold } from '../../../shared/client/holds/with-hold.ts';
import { NoAnswer } from '../../../shared/client/http-client.ts';
import { trialOn } from '../../support/service/allowed-trial.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';
import { availableSettled } from '../../support/service/settled.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

describe('work while the service is away', () => {
  it('is refused when nothing allows it', async () => {
    const { switchable, options } = await trialOn(service, 'refuses');
    switchable.away();
    const { allowance: _, whenUnavailable: __, ...plain } = options;
    await expect(withHold(plain, () => 'never')).rejects.toThrow(NoAnswer);
  });

  it.each(['before', 'after'] as const)(
    'runs on trust, is told, and is charged once when the service is back: requests were lost %s they arrived',
    async (how) => {
      const accountId = `trust-${how}`;
      const { switchable, allowance, options, told, settled } = await trialOn(service, accountId);
      switchable.away(how);

      const outcome = await withHold(options, (work) => {
        work.use({ credits: 3 });
        return work.holdId;
      });

      expect(outcome).toEqual({ kind: 'done', value: undefined, settlement: { kind: 'later' } });
      expect(told).toMatchObject([{ accountId, credits: 5 }]);
      expect(allowance.outstanding()).toBe(5);
      switchable.back();
      await allowance.settled();
      expect(settled).toMatchObject([{ kind: 'captured' }]);
      expect(allowance.outstanding()).toBe(0);
      expect(await availableSettled(service, accountId)).toBe(97);
    },
  );

  it('is never more than the allowance, nor for longer, until the service answers', async () => {
    const { switchable, allowance, options, told, passMs } = await trialOn(service, 'bounded');
    switchable.away();
    const run = () => withHold(options, () => 'ran');

    expect((await Promise.all([run(), run()])).map(({ kind }) => kind)).toEqual(['done', 'done']);
    await expect(run()).rejects.toThrow(NoAnswer);
    expect(told).toHaveLength(2);
    switchable.back();
    await allowance.settled();
    expect(await availableSettled(service, 'bounded')).toBe(90);

    switchable.away();
    passMs(60_001);
    // Nothing has answered a request for work since the first went unanswered.
    await expect(run()).rejects.toThrow(NoAnswer);
    switchable.back();
    await run();
    switchable.away();
    expect(await run()).toMatchObject({ kind: 'done' });
    switchable.back();
    await allowance.settled();
    expect(await availableSettled(service, 'bounded')).toBe(80);
  });

  it('is charged what there is when there isn’t enough, and told so', async () => {
    const { switchable, allowance, options, settled } = await trialOn(service, 'short');
    await service.call('POST', '/accounts/short/debits', { body: { credits: 98, category: 'ai' }, key: 'drain' });
    switchable.away();
    await withHold(options, () => 'ran');
    switchable.back();
    await allowance.settled();

    expect(settled[0]?.kind).toMatch(/^captured/);
    expect(await availableSettled(service, 'short')).toBe(0);

    switchable.away();
    await withHold({ ...options, estimate: { credits: 1, category: 'ai' } }, () => 'ran');
    switchable.back();
    await allowance.settled();
    expect(settled[1]).toMatchObject({ kind: 'unsettled', problem: { code: 'insufficient-credits' } });
  });

  it('counts in full where only the service knows the price, and as it is told to otherwise', async () => {
    const { switchable, allowance, options } = await trialOn(service, 'priced');
    const usage = [{ sku: 'ai.gpt-4o.output-token', quantity: 1_000 }];
    switchable.away();
    await expect(withHold({ ...options, estimate: { usage } }, () => 'never')).rejects.toThrow(NoAnswer);
    await withHold({ ...options, estimate: { usage }, allowedCredits: 1 }, () => 'ran');
    expect(allowance.outstanding()).toBe(1);
    switchable.back();
    await allowance.settled();
    expect(await availableSettled(service, 'priced')).toBe(99);
  });
});

describe('an allowance', () => {
  it.each([
    { credits: Number.POSITIVE_INFINITY, seconds: 60 },
    { credits: Number.NaN, seconds: 60 },
    { credits: -1, seconds: 60 },
    { credits: 5, seconds: Number.POSITIVE_INFINITY },
  ])('is a bound: $credits credits for $seconds seconds is refused', (bounds) => {
    expect(() => createAllowance({ ...bounds, onAllowed: () => {} })).toThrow(RangeError);
  });

  it.each([-1, Number.NaN])('takes in no work of %s credits, which would make room', (credits) => {
    const allowance = createAllowance({ credits: 5, seconds: 60, onAllowed: () => {} });
    expect(() => allowance.take({ accountId: 'acme', key: 'one', credits, cause: undefined })).toThrow(RangeError);
    expect(allowance.outstanding()).toBe(0);
  });
});
