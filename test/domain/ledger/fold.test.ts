import { describe, expect, it } from 'vitest';
import { auditAccount } from '../../../shared/domain/ledger/audit-account.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { credits, dayMs } from '../../support/builders/fixtures.ts';
import { play } from '../../support/builders/histories.ts';

describe('a ledger alone', () => {
  it('says that a grant is worth nothing from the instant it ends, though its expiry is written later', () => {
    const { account, entries } = play([]);
    const { endMs } = account.cycle;

    expect(fold(entries, endMs - 1).available).toBe(BigInt(credits(1_000)));
    expect(fold(entries, endMs)).toMatchObject({ available: 0n, booked: BigInt(credits(1_000)) });
  });

  it('says what a hold overran, and what of that it didn’t use in the end', () => {
    const amount = (credit: number): number => credit * 1_000_000;
    const { account, entries } = play([
      { kind: 'authorize', amount: amount(100), lifeMs: dayMs, completes: true },
      ...[400, 400, 100].map((credit) => ({ kind: 'debit' as const, amount: amount(credit) })),
      { kind: 'report', hold: 0, amount: amount(180) },
      { kind: 'capture', hold: 0, amount: amount(130) },
    ]);
    const overruns = entries.slice(-2).map((_, index) => fold(entries.slice(0, entries.length - 1 + index)).overrun);

    expect(entries.slice(-2).map(({ type }) => type)).toEqual(['extension', 'capture']);
    expect(overruns).toEqual([BigInt(credits(80)), BigInt(credits(30))]);
    expect(auditAccount(account, entries)).toEqual([]);
  });
});
