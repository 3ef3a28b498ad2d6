/** Charges are rounded up to a microcredit. */
import { describe, expect, it } from 'vitest';
import { roundUpCredits } from '../../../shared/client/holds/charge.ts';

describe('rounding', () => {
  it('is up to a microcredit, without what doubles add', () => {
    const sums: readonly (readonly [number, number])[] = [
      [0.1 + 0.2, 0.3],
      [0.1 + 0.7, 0.8],
      [1.1 + 2.2, 3.3],
      [1e-9, 0.000_001],
      [0.000_001_4, 0.000_002],
      [12.345_678, 12.345_678],
      [123_456_789.123_456_4, 123_456_789.123_457],
      [0, 0],
    ];
    expect(sums.map(([credits]) => roundUpCredits(credits))).toEqual(sums.map(([, rounded]) => rounded));
    for (let micro = 1; micro < 1e15; micro = micro * 3 + 1) expect(roundUpCredits(micro / 1e6)).toBe(micro / 1e6);
  });
});
