import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillPath, matchPath } from '../../../functions/dashboard/routing/route-pattern.ts';
import {
  creditsText,
  creditsUnitText,
  signedCreditsText,
  sumOfCredits,
} from '../../../functions/dashboard/writing/credits.ts';
import { fromNowText, instantText, spanText } from '../../../functions/dashboard/writing/instants.ts';
import { dimensionsText } from '../../../functions/dashboard/writing/words.ts';

test('amounts are written to the last microcredit, with separators and unit', () => {
  expect(creditsText(999_999_999.999999)).toBe('999,999,999.999999');
  expect(creditsText(0.000001)).toBe('0.000001');
  expect(creditsUnitText(1)).toBe('1 credit');
  expect(creditsUnitText(4999.8625)).toBe('4,999.8625 credits');
  expect([signedCreditsText(-0.5), signedCreditsText(2), signedCreditsText(0)]).toEqual(['−0.5', '+2', '0']);
});

test('dimensions are written in one order, however they come', () => {
  expect(dimensionsText({ workflow: 'migrate', user: 'linus' })).toBe('linus, migrate');
  expect(dimensionsText({ user: 'linus', workflow: 'migrate' })).toBe('linus, migrate');
});

test('sums of amounts are exact', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), { maxLength: 100 }), (amounts) => {
      const sum = sumOfCredits(amounts.map((amount) => amount / 1_000_000));
      expect(Math.round(sum * 1_000_000)).toBe(amounts.reduce((total, amount) => total + amount, 0));
    }),
    { seed: 20261101 },
  );
});

test('instants have their zone', () => {
  expect(instantText('2026-12-01T05:00:00.000Z', 'America/New_York')).toBe('1 Dec 2026, 00:00 GMT-5');
  expect(instantText('2026-07-01T05:00:00.000Z', 'Asia/Kolkata')).toBe('1 Jul 2026, 10:30 GMT+5:30');
  expect(instantText('2026-12-01T05:00:00.000Z', 'UTC')).toBe('1 Dec 2026, 05:00 UTC');
});

test.each([
  [500, '0 seconds'],
  [1_000, '1 second'],
  [119_000, '119 seconds'],
  [120_000, '2 minutes'],
  [119 * 60_000, '119 minutes'],
  [47 * 3_600_000, '47 hours'],
  [48 * 3_600_000, '2 days'],
])('%d ms are %s', (ms, text) => {
  expect(spanText(ms)).toBe(text);
  expect([fromNowText(ms, 0), fromNowText(-ms, 0)]).toEqual([`in ${text}`, `${text} ago`]);
});

test('whatever an account is called, its path leads back to it', () => {
  const pattern = '/accounts/{accountId}/usage';
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (accountId) => {
      expect(matchPath(pattern, fillPath(pattern, { accountId }))).toEqual({ accountId });
    }),
    { seed: 20261101 },
  );
  expect(matchPath(pattern, '/accounts//usage')).toBeUndefined();
  expect(matchPath(pattern, '/accounts/acme')).toBeUndefined();
});

test('what begins a moment after the page’s clock has run for no time yet', () => {
  expect(spanText(-300)).toBe('0 seconds');
});
