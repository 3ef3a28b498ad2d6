/** Bounds of what an account holds and of amounts: the last that fits does, one more is refused by name. */
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { openHoldsMax } from '../../../shared/domain/account/hold.ts';
import { limitsMax } from '../../../shared/domain/account/limit.ts';
import { standingUsagesMax } from '../../../shared/domain/account/standing-usage.ts';
import { amountMaxMicrocredits, fromCredits, microcredits } from '../../../shared/domain/amount.ts';
import { formatMillionths, parseMillionths } from '../../../shared/domain/decimal.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import { decideAuthorize, decideKeep, decideSetLimit } from '../../support/builders/decisions.ts';
import { context, credits } from '../../support/builders/fixtures.ts';
import { account, holding, kept, refusalFor, request, tariff } from '../../support/builders/small-requests.ts';

describe('at most so many', () => {
  it('holds are open, and the last of them is', () => {
    const full = { ...account, openHolds: openHoldsMax };
    expect(decideAuthorize(full, holding, context())).toEqual(refusalFor('too-many-holds'));
    expect(decideAuthorize({ ...full, openHolds: openHoldsMax - 1 }, holding, context()).kind).toBe('change');
  });

  it('limits are set; one that is there can be set anew', () => {
    const limits = Array.from({ length: limitsMax }, (_, index) => {
      const none = microcredits(0);
      return { limitId: `limit-${index}`, category: 'ai' as const, credits: credits(1), used: none, held: none };
    });
    const set = (limitId: string, over: Account): Decision => {
      return decideSetLimit(over, { ...request, limitId, scope: { category: 'ai' }, credits: credits(2) }, context());
    };
    expect(set('another', { ...account, limits })).toEqual(refusalFor('too-many-limits'));
    expect(set('limit-3', { ...account, limits }).kind).toBe('change');
    expect(set('another', { ...account, limits: limits.slice(1) }).kind).toBe('change');
  });

  it('things are kept; one that is there can be changed', () => {
    const keep = (usageId: string, over: Account): Decision =>
      decideKeep(over, { ...request, ...kept, usageId, price: tariff }, context());
    const standing = Array.from({ length: standingUsagesMax }, (_, index) => {
      const ahead = { numerator: 0n, denominator: 1n };
      return { ...kept, usageId: `kept-${index}`, tariff: tariff.tariff, ahead };
    });
    expect(keep('another', { ...account, standing })).toEqual(refusalFor('standing-usage-limit'));
    expect(keep('kept-3', { ...account, standing }).kind).toBe('change');
    expect(keep('another', { ...account, standing: standing.slice(1) }).kind).toBe('change');
  });
});

describe('an amount', () => {
  it('is whole, and the largest is still one', () => {
    expect(() => microcredits(0.5)).toThrow('not a whole number of microcredits: 0.5');
    expect(fromCredits(999_999_999.999999)).toBe(amountMaxMicrocredits);
    expect(fromCredits(-999_999_999.999999)).toBe(-amountMaxMicrocredits);
    expect(fromCredits(1_000_000_000)).toBeUndefined();
  });

  it.each([
    ['0', 0n],
    ['7', 7_000_000n],
    ['0.000001', 1n],
    ['1.5', 1_500_000n],
    ['-1.5', -1_500_000n],
    ['123456789012.000001', 123_456_789_012_000_001n],
  ])('%s is written as it is read', (text, millionths) => {
    expect(parseMillionths(text)).toBe(millionths);
    expect(formatMillionths(millionths)).toBe(text);
  });
});
