/** Work that an allowance let through while the service was away: settled afterwards, and told to whoever listens. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

describe('work that was allowed', () => {
  it('settles what was funded before, when its capture got no answer', async () => {
    const { switchable, allowance, options } = await trialOn(service, 'captures');
    const outcome = await withHold(options, (work) => {
      work.use({ credits: 4 });
      switchable.away();
    });
    expect(outcome).toMatchObject({ settlement: { kind: 'later' } });
    switchable.back();
    await allowance.settled();
    expect(await availableSettled(service, 'captures')).toBe(96);
  });

  it('is charged its estimate, and told why, when what it said can’t be charged', async () => {
    const { switchable, allowance, options, settled } = await trialOn(service, 'wrong');
    switchable.away();
    await withHold(options, (work) => work.use({ credits: Number.NaN }));
    switchable.back();
    await allowance.settled();

    expect(settled).toMatchObject([
      { kind: 'captured-estimate', trouble: { message: expect.stringContaining('NaN') } },
    ]);
    expect(await availableSettled(service, 'wrong')).toBe(95);
  });

  it('keeps to its bound whatever its listeners throw', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { switchable, options } = await trialOn(service, 'listeners');
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
    expect(await availableSettled(service, 'listeners')).toBe(95);
    expect(log.mock.calls.flat().map(String).join(' ')).toContain('of the listener’s own');
    log.mockRestore();
  });

  it('is a line of the error log where nobody listens to how it was settled', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { switchable, options } = await trialOn(service, 'unheard');
    const allowance = createAllowance({ credits: 8, seconds: 60, onAllowed: () => {} });
    switchable.away();
    await withHold({ ...options, allowance }, (work) => work.use({ credits: -1 }));
    switchable.back();
    await allowance.settled();
    expect(log.mock.calls.flat().map(String).join(' ')).toContain('not an amount of credits that work can use: -1');
    log.mockRestore();
  });
});
