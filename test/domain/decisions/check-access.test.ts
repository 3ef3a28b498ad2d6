import { describe, expect, it } from 'vitest';
import { gate } from '../../../shared/domain/decisions/check-access.ts';
import { decidePurchase } from '../../support/builders/decisions.ts';
import { empty } from '../../support/builders/empty-account.ts';
import {
  changeOf,
  context,
  credits,
  openedAccount,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

describe('the gate', () => {
  it('is open while there are credits', () => {
    const answer = gate(openedAccount(), undefined, context());
    expect(answer.verdicts).toEqual({
      ai: { isAllowed: true },
      infrastructure: { isAllowed: true },
      platform: { isAllowed: true },
    });
    expect(answer.restore).toBeUndefined();
  });

  it('at zero pauses AI and restricts automation, saying since when and the ways back; what is kept stays', () => {
    expect(gate(empty, undefined, context(startMs + 9))).toMatchObject({
      verdicts: {
        ai: { isAllowed: false, reason: 'exhausted', effect: 'paused', sinceMs: startMs + 7 },
        infrastructure: { isAllowed: false, reason: 'exhausted', effect: 'restricted', sinceMs: startMs + 7 },
        platform: { isAllowed: false, reason: 'exhausted', effect: 'refused', sinceMs: startMs + 7 },
      },
      restore: { packs: [{ packId: 'day-100' }, { packId: 'burst-100' }, { packId: 'burst-1000' }], renewsAtMs },
    });
  });

  it('opens with a purchase', () => {
    const { account } = changeOf(
      decidePurchase(empty, { ...requestNamed('buy'), packId: 'burst-100', paymentId: 'p' }, context(startMs + 8)),
    );
    expect(gate(account, undefined, context(startMs + 8)).verdicts.ai).toEqual({ isAllowed: true });
  });

  it('asked about more than there is, denies that much in that category', () => {
    const { verdicts } = gate(openedAccount(), { credits: credits(1_001), category: 'ai' }, context());
    expect(verdicts.ai).toEqual({ isAllowed: false, reason: 'insufficient-credits', effect: 'refused' });
    expect(verdicts.infrastructure).toEqual({ isAllowed: true });
    expect(gate(openedAccount(), { credits: credits(1_000) }, context()).verdicts.ai).toEqual({ isAllowed: true });
  });

  it('of a closed account says that, and offers no way back', () => {
    const answer = gate({ ...openedAccount(), closedAtMs: startMs }, undefined, context());
    expect(answer.verdicts.platform).toEqual({
      isAllowed: false,
      reason: 'closed',
      effect: 'refused',
      sinceMs: startMs,
    });
    expect(answer.restore).toBeUndefined();
  });
});
