/** The cost of the present plan: paid or replayed, whichever is known and lower. */
import { describe, expect, it } from 'vitest';
import { advice, cheapest, course, onPlan, plain } from '../../support/builders/reckonings.ts';

const paidLess = { ...cheapest, because: 'paid-less', otherPlanId: 'half' };

describe('what the present plan is taken to cost', () => {
  const dear = course({ costs: plain(90, 90) });
  const half = onPlan('half', { costs: plain(45, 45) });

  it('is the lower of what was paid and what its replay comes to', () => {
    expect(advice([half], { real: dear })).toMatchObject({ saving: 10n });
    const replayed = onPlan('present', { costs: plain(90, 90) });
    expect(advice([], { plans: [replayed, half] })).toMatchObject({ saving: 10n });
  });

  it('is the replay’s alone where it wasn’t the plan all along, or where something that was paid has no price', () => {
    const cheap = course({ costs: plain(1, 1) });

    expect(advice([half], { real: cheap })).toEqual(paidLess);
    expect(advice([half], { real: cheap, hasChanged: true })).toMatchObject({ saving: 10n });
    expect(advice([half], { real: course({}) })).toMatchObject({ saving: 10n });
  });

  it('is what was paid alone where the replay left something unserved or has no price', () => {
    const short = onPlan('present', { costs: plain(1, 1), unserved: 1n });

    expect(advice([], { plans: [short, half] })).toMatchObject({ saving: 10n });
    expect(advice([], { plans: [onPlan('present', {}), half] })).toMatchObject({ saving: 10n });
    expect(advice([], { plans: [half] })).toMatchObject({ saving: 10n });
  });

  it('isn’t known where neither is', () => {
    expect(advice([], { plans: [onPlan('present', {}), half], hasChanged: true })).toEqual({
      kind: 'abstain',
      because: 'unpriced',
    });
  });
});
