import { describe, expect, it } from 'vitest';
import { decideDebit } from '../../shared/domain/debit.ts';
import { gate } from '../../shared/domain/gate.ts';
import { decidePurchase } from '../../shared/domain/purchase.ts';
import { affordability } from '../../shared/domain/quote.ts';
import {
  asked,
  catalogueOf,
  changed,
  context,
  credits,
  debitOf,
  openedAccount,
  plan,
  startMs,
} from '../support/fixtures.ts';

const renewsAtMs = Date.parse('2026-12-01T00:00:00.000Z');
const { account: empty } = changed(decideDebit(openedAccount(), debitOf(1_000), context(startMs + 7)));

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

  it('at zero pauses AI and restricts automation, saying since when and both ways back; what is kept stays', () => {
    expect(gate(empty, undefined, context(startMs + 9))).toMatchObject({
      verdicts: {
        ai: { isAllowed: false, reason: 'exhausted', effect: 'paused', sinceMs: startMs + 7 },
        infrastructure: { isAllowed: false, reason: 'exhausted', effect: 'restricted', sinceMs: startMs + 7 },
        platform: { isAllowed: true },
      },
      restore: { packs: [{ packId: 'burst-1000' }, { packId: 'burst-100' }, { packId: 'day-100' }], renewsAtMs },
    });
  });

  it('opens with a purchase', () => {
    const { account } = changed(
      decidePurchase(empty, { ...asked('buy'), packId: 'burst-100', paymentId: 'p' }, context(startMs + 8)),
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

describe('affordability', () => {
  it('is now, when there is enough', () => {
    expect(affordability(openedAccount(), credits(1_000), context())).toEqual({
      available: credits(1_000),
      isAffordable: true,
      shortfall: 0,
      earliestMs: startMs,
      renewals: 0,
    });
  });

  it('is otherwise the next renewal that covers it, and the cheapest packs', () => {
    expect(affordability(empty, credits(150), context(startMs + 9))).toMatchObject({
      isAffordable: false,
      shortfall: credits(150),
      earliestMs: renewsAtMs,
      pack: { pack: { packId: 'day-100' }, count: 2, credits: credits(200), price: { millionths: 3_000_000 } },
    });
    expect(affordability(empty, credits(950), context(startMs + 9))).toMatchObject({
      pack: { pack: { packId: 'burst-1000' }, count: 1 },
    });
  });

  it('without prices prefers the fewest credits beyond what is missing', () => {
    const unpriced = catalogueOf(
      plan({
        packs: [
          { packId: 'big', credits: credits(500) },
          { packId: 'small', credits: credits(60) },
        ],
      }),
    );
    expect(affordability(empty, credits(100), context(startMs + 9, { plans: unpriced }))).toMatchObject({
      pack: { pack: { packId: 'small' }, count: 2 },
    });
  });

  it('names no renewal that wouldn’t cover it', () => {
    expect(affordability(empty, credits(1_001), context(startMs + 9)).earliestMs).toBeUndefined();
  });
});
