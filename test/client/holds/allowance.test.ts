import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Allowance, type AllowedWork, createAllowance } from '../../../shared/client/holds/allowance.ts';
import type { Settlement } from '../../../shared/client/holds/settle-work.ts';
import { type WithHoldOptions, withHold } from '../../../shared/client/holds/with-hold.ts';
import { NoAnswer } from '../../../shared/client/http-client.ts';
import { startTestService, type TestService } from '../../support/service/service.ts';
import { type SwitchableClient, switchableClient } from '../../support/service/switchable-client.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ hasSchedules: false });
});
afterAll(() => service.stop());

interface Trial {
  readonly switchable: SwitchableClient;
  readonly allowance: Allowance;
  readonly options: WithHoldOptions;
  readonly told: AllowedWork[];
  readonly settled: Settlement[];
  passMs(ms: number): void;
}

async function trial(accountId: string, { credits = 12, seconds = 60 } = {}): Promise<Trial> {
  await service.open(accountId, 'free');
  const switchable = switchableClient(service.url);
  const told: AllowedWork[] = [];
  const settled: Settlement[] = [];
  let nowMs = 0;
  const allowance = createAllowance({
    credits,
    seconds,
    onAllowed: (work) => told.push(work),
    onSettled: (_work, settlement) => settled.push(settlement),
    sleep: () => new Promise((resolve) => setTimeout(resolve, 5)),
    monotonicMs: () => nowMs,
  });
  const estimate = { credits: 5, category: 'ai' } as const;
  const options = { client: switchable.client, accountId, estimate, whenUnavailable: 'allow', allowance } as const;
  return {
    switchable,
    allowance,
    options,
    told,
    settled,
    passMs: (ms) => {
      nowMs += ms;
    },
  };
}

async function remaining(accountId: string): Promise<number> {
  const { json } = await service.call('GET', `/accounts/${accountId}`);
  expect(json.held).toBe(0);
  return json.available;
}

describe('work while the service is away', () => {
  it('is refused when nothing allows it', async () => {
    const { switchable, options } = await trial('refuses');
    switchable.away();
    const { allowance: _, whenUnavailable: __, ...plain } = options;
    await expect(withHold(plain, () => 'never')).rejects.toThrow(NoAnswer);
  });

  it.each(['before', 'after'] as const)(
    'runs on trust, is told, and is charged once when the service is back: requests were lost %s they arrived',
    async (how) => {
      const accountId = `trust-${how}`;
      const { switchable, allowance, options, told, settled } = await trial(accountId);
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
      expect(await remaining(accountId)).toBe(97);
    },
  );

  it('is never more than the allowance, nor for longer, until the service answers', async () => {
    const { switchable, allowance, options, told, passMs } = await trial('bounded');
    switchable.away();
    const run = () => withHold(options, () => 'ran');

    expect((await Promise.all([run(), run()])).map(({ kind }) => kind)).toEqual(['done', 'done']);
    await expect(run()).rejects.toThrow(NoAnswer);
    expect(told).toHaveLength(2);
    switchable.back();
    await allowance.settled();
    expect(await remaining('bounded')).toBe(90);

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
    expect(await remaining('bounded')).toBe(80);
  });

  it('is charged what there is when there isn’t enough, and told so', async () => {
    const { switchable, allowance, options, settled } = await trial('short');
    await service.call('POST', '/accounts/short/debits', { body: { credits: 98, category: 'ai' }, key: 'drain' });
    switchable.away();
    await withHold(options, () => 'ran');
    switchable.back();
    await allowance.settled();

    expect(settled[0]?.kind).toMatch(/^captured/);
    expect(await remaining('short')).toBe(0);

    switchable.away();
    await withHold({ ...options, estimate: { credits: 1, category: 'ai' } }, () => 'ran');
    switchable.back();
    await allowance.settled();
    expect(settled[1]).toMatchObject({ kind: 'unsettled', problem: { code: 'insufficient-credits' } });
  });

  it('counts in full where only the service knows the price, and as it is told to otherwise', async () => {
    const { switchable, allowance, options } = await trial('priced');
    const usage = [{ sku: 'ai.gpt-4o.output-token', quantity: 1_000 }];
    switchable.away();
    await expect(withHold({ ...options, estimate: { usage } }, () => 'never')).rejects.toThrow(NoAnswer);
    await withHold({ ...options, estimate: { usage }, allowedCredits: 1 }, () => 'ran');
    expect(allowance.outstanding()).toBe(1);
    switchable.back();
    await allowance.settled();
    expect(await remaining('priced')).toBe(99);
  });

  it('settles what was funded before, when its capture got no answer', async () => {
    const { switchable, allowance, options } = await trial('captures');
    const outcome = await withHold(options, (work) => {
      work.use({ credits: 4 });
      switchable.away();
    });
    expect(outcome).toMatchObject({ settlement: { kind: 'later' } });
    switchable.back();
    await allowance.settled();
    expect(await remaining('captures')).toBe(96);
  });

  it('is charged its estimate, and told why, when what it said can’t be charged', async () => {
    const { switchable, allowance, options, settled } = await trial('wrong');
    switchable.away();
    await withHold(options, (work) => work.use({ credits: Number.NaN }));
    switchable.back();
    await allowance.settled();

    expect(settled).toMatchObject([
      { kind: 'captured-estimate', trouble: { message: expect.stringContaining('NaN') } },
    ]);
    expect(await remaining('wrong')).toBe(95);
  });

  it('keeps to its bound whatever its listeners throw', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { switchable, options } = await trial('listeners');
    const throws = (): never => {
      throw new TypeError('of the listener’s own');
    };
    const bounds = { credits: 8, seconds: 60, sleep: () => new Promise<void>((resolve) => setTimeout(resolve, 5)) };
    const untold = createAllowance({ ...bounds, onAllowed: throws });
    switchable.away();
    await expect(withHold({ ...options, allowance: untold }, () => 'never')).rejects.toThrow('of the listener’s own');
    expect(untold.outstanding()).toBe(0);

    const unheard = createAllowance({ ...bounds, onAllowed: () => {}, onSettled: throws });
    await withHold({ ...options, allowance: unheard }, () => 'ran');
    expect(unheard.outstanding()).toBe(5);
    await expect(withHold({ ...options, allowance: unheard }, () => 'never')).rejects.toThrow(NoAnswer);
    switchable.back();
    await unheard.settled();
    expect(unheard.outstanding()).toBe(0);
    expect(await remaining('listeners')).toBe(95);
    expect(log.mock.calls.flat().map(String).join(' ')).toContain('of the listener’s own');
    log.mockRestore();
  });

  it('is a line of the error log where nobody listens to how it was settled', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { switchable, options } = await trial('unheard');
    const allowance = createAllowance({ credits: 8, seconds: 60, onAllowed: () => {} });
    switchable.away();
    await withHold({ ...options, allowance }, (work) => work.use({ credits: -1 }));
    switchable.back();
    await allowance.settled();
    expect(log.mock.calls.flat().map(String).join(' ')).toContain('not an amount of credits that work can use: -1');
    log.mockRestore();
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
