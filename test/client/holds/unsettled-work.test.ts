/** Work whose settling gets no answer, or that is called off: its value is kept, and whoever listens is told. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withHold } from '../../../shared/client/holds/with-hold.ts';
import { NoAnswer } from '../../../shared/client/http-client.ts';
import { availableSettled } from '../../support/service/settled.ts';
import { startWorkingService, type WorkingService } from '../../support/service/working-service.ts';

let service: WorkingService['service'];
let switchable: WorkingService['switchable'];
let optionsFor: WorkingService['optionsFor'];

beforeAll(async () => {
  ({ service, switchable, optionsFor } = await startWorkingService());
});
afterAll(() => service.stop());

describe('work that is called off or gets no answer', () => {
  it('begins nothing once its signal is aborted, and hands it to the work', async () => {
    const controller = new AbortController();
    const options = await optionsFor('aborts', { signal: controller.signal });
    const aborting = withHold(options, async (work) => {
      work.use({ credits: 1 });
      controller.abort(new Error('enough'));
      work.signal.throwIfAborted();
    });

    await expect(aborting).rejects.toThrow('enough');
    await expect(withHold(options, () => 'never')).rejects.toThrow('enough');
    expect(await availableSettled(service, 'aborts')).toBe(99);
  });

  it('keeps the value of work whose settling gets no answer, and tells of it', async () => {
    const troubles: unknown[] = [];
    const options = await optionsFor('unanswered', { onUnsettled: (trouble) => troubles.push(trouble) });
    const outcome = await withHold(options, () => {
      switchable.away();
      return 'kept';
    });
    switchable.back();

    expect(outcome).toMatchObject({ value: 'kept', settlement: { kind: 'unanswered' } });
    expect(troubles).toEqual([expect.any(NoAnswer)]);
  });
});
