import { describe, expect, it } from 'vitest';
import { decideDebit } from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  debitOf,
  openedAccount,
  renewsAtMs,
  requestNamed,
  startMs,
  usd,
} from '../../support/builders/fixtures.ts';

describe('a debit', () => {
  it('down to exactly zero succeeds and exhausts, one microcredit more is refused with the ways back', () => {
    const account = openedAccount();
    const { account: empty, entry } = changeOf(decideDebit(account, debitOf(1_000), context(startMs + 5)));
    expect(entry.after.available).toBe(0);
    expect(empty.exhaustedSinceMs).toBe(startMs + 5);
    expect(decideDebit(empty, debitOf(0.000001), context(startMs + 6))).toEqual({
      kind: 'refused',
      refusal: {
        reason: 'insufficient-credits',
        available: 0,
        held: 0,
        required: 1,
        restore: {
          packs: [
            { packId: 'day-100', credits: credits(100) },
            { packId: 'burst-100', credits: credits(100) },
            { packId: 'burst-1000', credits: credits(1_000) },
          ],
          renewsAtMs,
          ways: [
            { kind: 'packs', packId: 'day-100', count: 1, credits: credits(100), price: usd(1.5), isSold: true },
            { kind: 'packs', packId: 'burst-100', count: 1, credits: credits(100), price: usd(2), isSold: true },
            { kind: 'packs', packId: 'burst-1000', count: 1, credits: credits(1_000), price: usd(12), isSold: true },
            { kind: 'renewal', atMs: renewsAtMs, renewals: 1 },
          ],
        },
      },
    });
  });

  it('that costs nothing is recorded without slices', () => {
    const { entry } = changeOf(decideDebit(openedAccount(), debitOf(0), context()));
    expect(entry).toMatchObject({ credits: 0, slices: [], after: { available: credits(1_000) } });
  });

  it('of an unknown SKU is refused, and on a closed account before that', () => {
    const unknown = { ...requestNamed('k'), cost: { kind: 'sku-unknown', sku: 'nothing' } as const };
    expect(decideDebit(openedAccount(), unknown, context())).toMatchObject({
      refusal: { reason: 'sku-unknown', sku: 'nothing' },
    });
    const closed = { ...openedAccount(), closedAtMs: startMs };
    expect(decideDebit(closed, unknown, context())).toMatchObject({ refusal: { reason: 'account-closed' } });
  });
});
