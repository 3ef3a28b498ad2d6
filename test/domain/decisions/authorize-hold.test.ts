import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { minuteMs } from '../../../shared/domain/time.ts';
import { decideAuthorize } from '../../support/builders/decisions.ts';
import {
  changeOf,
  credits,
  openedAccount,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';
import { at, capture, holding, plans, spend } from '../../support/builders/one-hold.ts';

describe('a hold', () => {
  it('sets credits aside, and capture uses what was used and gives the rest back', () => {
    const { account, hold } = holding(300);
    expect(balanceOf(account)).toMatchObject({ available: credits(700), held: credits(300) });
    const settled = changeOf(capture(account, hold, 120));
    expect(settled.entry).toMatchObject({
      type: 'capture',
      credits: credits(120),
      slices: [{ grantId: 'plan-0', credits: credits(120) }],
      returned: [{ grantId: 'plan-0', credits: credits(180) }],
      hold: { state: 'captured', used: credits(120), pinned: [] },
    });
    expect(balanceOf(settled.account)).toMatchObject({ available: credits(880), held: 0 });
    expect(settled.account.openHolds).toBe(0);
    expect(settled.account.holdsDueMs).toBeUndefined();
  });

  it('is refused when there are fewer credits than it asks for, with the ways back', () => {
    const poor = spend(openedAccount(startMs, plans), 900);
    const cost = { kind: 'priced', category: 'ai', credits: credits(101) } as const;
    const command = { ...requestNamed('k'), cost, lifeMs: minuteMs, whenExhausted: 'complete' } as const;
    expect(decideAuthorize(poor, command, at(startMs + 2))).toMatchObject({
      refusal: { reason: 'insufficient-credits', available: credits(100), restore: { renewsAtMs } },
    });
  });
});
