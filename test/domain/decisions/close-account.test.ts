import { describe, expect, it } from 'vitest';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { at, plans } from '../../support/builders/changing-plans.ts';
import { decideClose, decideDebit } from '../../support/builders/decisions.ts';
import {
  changeOf,
  credits,
  dayMs,
  debitOf,
  openedAccount,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

describe('closing an account', () => {
  it('forfeits what is left, takes no more changes, and needs no more schedule', () => {
    const { account, entry } = changeOf(decideClose(openedAccount(startMs, plans), requestNamed('close'), at(dayMs)));
    expect(entry).toMatchObject({ type: 'closure', credits: credits(1_000), after: { available: 0 } });
    expect(changeOf(decideClose(openedAccount(startMs, plans), requestNamed('close'), at(0))).before).toEqual([]);
    expect(decideDebit(account, debitOf(1), at(2 * dayMs))).toMatchObject({ refusal: { reason: 'account-closed' } });
    expect(advance(account, { nowMs: renewsAtMs * 2, plans, rateCards: [] }).entries).toEqual([]);
  });
});
