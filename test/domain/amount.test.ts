import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountMaxMicrocredits, fromCredits, microcredits, toCredits } from '../../shared/domain/amount.ts';
import { formatMillionths, parseMillionths, parseRational } from '../../shared/domain/decimal.ts';

describe('amounts', () => {
  it('survive the wire exactly, whatever their size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: amountMaxMicrocredits }), (whole) => {
        const text = JSON.stringify(toCredits(microcredits(whole)));
        expect(fromCredits(JSON.parse(text))).toBe(whole);
        expect(text).not.toContain('e');
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([0.0000001, 1e9, Number.POSITIVE_INFINITY, Number.NaN, 12.3456789])('%s is no amount', (value) => {
    expect(fromCredits(value)).toBeUndefined();
  });

  it('a fraction of a microcredit is a bug, not a rounding', () => {
    expect(() => microcredits(0.5)).toThrow(RangeError);
    expect(() => microcredits(2 ** 53)).toThrow(RangeError);
  });
});

describe('decimals', () => {
  it('parse and print every number of millionths exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (millionths) => {
        expect(parseMillionths(formatMillionths(millionths))).toBe(millionths);
      }),
    );
  });

  it.each([
    ['999999999999.999999', 999_999_999_999_999_999n],
    ['1e-06', 1n],
    ['1.50', 1_500_000n],
    ['2.5E2', 250_000_000n],
    ['-0', 0n],
  ])('%s is read by its digits', (source, millionths) => {
    expect(parseMillionths(source)).toBe(millionths);
  });

  it.each(['0.0000001', '1e400', '1e-400', '01', '.5', '5.', '+1', 'NaN', '', '1_000', '٣'])('%s is not', (source) => {
    expect(parseMillionths(source)).toBeUndefined();
  });

  it('are read up to so many digits and so large an exponent, which bounds what a request can cost', () => {
    expect(parseRational('1e40')).toEqual({ numerator: 10n ** 40n, denominator: 1n });
    expect(parseRational('1e-40')).toEqual({ numerator: 1n, denominator: 10n ** 40n });
    expect([parseRational('1e41'), parseRational('1e-41')]).toEqual([undefined, undefined]);
    const digits = '1'.repeat(40);
    expect(parseRational(`${digits}.${digits}`)).toEqual({
      numerator: BigInt(digits + digits),
      denominator: 10n ** 40n,
    });
    expect(parseRational(`${digits}1.${digits}`)).toBeUndefined();
    expect(parseRational(`${digits}.${digits}1`)).toBeUndefined();
  });

  it('keep prices as fractions', () => {
    expect(parseRational('2.5e-06')).toEqual({ numerator: 25n, denominator: 10_000_000n });
  });
});
