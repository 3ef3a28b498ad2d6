/** Whoever isn't let through the gate is told what helps; a handler that was may ask whether there is enough to go on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreditsRefused } from '../../../shared/client/holds/trouble.ts';
import { type GatedFunctions, startGatedFunctions } from '../../support/service/gated-functions.ts';
import { availableSettled } from '../../support/service/settled.ts';

let service: GatedFunctions['service'];
let invoke: GatedFunctions['invoke'];

beforeAll(async () => {
  ({ service, invoke } = await startGatedFunctions());
});
afterAll(() => service.stop());

describe('admission through the credit gate', () => {
  it('answers 402 with the ways back, and does not run the handler, when there isn’t enough', async () => {
    await service.open('poor', 'free');
    let runs = 0;
    const estimate = { credits: 101, category: 'ai' } as const;
    const work = async (): Promise<void> => {
      runs += 1;
    };

    const answer = (await invoke('poor', work, { estimate })) as { statusCode: number; body: string };
    await expect(invoke('poor', work, { estimate, whenRefused: 'throw' })).rejects.toThrow(CreditsRefused);

    expect(answer.statusCode).toBe(402);
    expect(JSON.parse(answer.body)).toMatchObject({
      code: 'insufficient-credits',
      restore: { ways: [{ kind: 'packs' }, { kind: 'packs' }] },
    });
    expect(runs).toBe(0);
  });

  it('throws what isn’t a matter of credits: a gate that is set up wrong', async () => {
    await expect(invoke('nobody', async () => 'done')).rejects.toMatchObject({
      problem: { code: 'account-not-found' },
    });
  });

  it('tells a handler that asks whether there is enough to go on', async () => {
    await service.open('asks', 'free');
    const decisions: unknown[] = [];
    const troubles: unknown[] = [];
    await invoke(
      'asks',
      async (credits) => {
        for (const used of [50, 90, 130]) decisions.push(await credits.report({ credits: used }));
      },
      { onUnsettled: (trouble) => troubles.push(trouble) },
    );

    expect(decisions).toMatchObject([
      { value: { decision: 'continue' } },
      { value: { decision: 'continue' } },
      { value: { decision: 'pause' } },
    ]);
    // All there was is charged, and whoever runs the function hears of the rest.
    expect(troubles).toMatchObject([{ name: 'CreditsShort', uncovered: 28 }]);
    expect(await availableSettled(service, 'asks')).toBe(0);
  });
});
