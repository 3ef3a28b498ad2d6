import { describe, expect, it } from 'vitest';
import { decideAdjustment } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  openedAccount,
  renewsAtMs,
  requestNamed,
} from '../../support/builders/fixtures.ts';

describe('an adjustment', () => {
  const goodwill = { ...requestNamed('adjust'), credits: credits(50), reason: 'goodwill', actor: 'ada' };

  it('adds until the cycle ends, or removes all or nothing, saying who and why', () => {
    const added = changeOf(decideAdjustment(openedAccount(), { ...goodwill, direction: 'add' }, context()));
    expect(added.entry).toMatchObject({
      type: 'grant',
      reason: 'goodwill',
      actor: 'ada',
      slices: [{ grantId: 'adjustment-2' }],
      expiresAtMs: renewsAtMs,
    });
    const removed = changeOf(decideAdjustment(added.account, { ...goodwill, direction: 'remove' }, context()));
    expect(removed.entry).toMatchObject({ type: 'correction', after: { available: credits(1_000) } });
    const tooMuch = { ...goodwill, credits: credits(5_000), direction: 'remove' } as const;
    expect(decideAdjustment(openedAccount(), tooMuch, context())).toMatchObject({
      refusal: { reason: 'insufficient-credits' },
    });
  });
});
