import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillPath, matchPath } from '../../../functions/dashboard/routing/route-pattern.ts';
import {
  creditsText,
  creditsUnitText,
  exactText,
  signedCreditsText,
  sumOfCredits,
} from '../../../functions/dashboard/writing/credits.ts';
import { daysText, fromNowText, instantText, spanText } from '../../../functions/dashboard/writing/instants.ts';
import { limitText } from '../../../functions/dashboard/writing/limit-text.ts';
import { dimensionsText } from '../../../functions/dashboard/writing/words.ts';
import { dateOf, dayStart, startOf } from '../../../functions/dashboard/writing/zone-days.ts';

test('amounts are written by two decimals, with separators and unit, and to the last microcredit where asked', () => {
  expect(creditsText(4999.8625)).toBe('4,999.86');
  expect(creditsText(0.004999)).toBe('< 0.01');
  expect(exactText(999_999_999.999999)).toBe('999,999,999.999999');
  expect(exactText(0.000001)).toBe('0.000001');
  expect(creditsUnitText(1)).toBe('1 credit');
  expect(creditsUnitText(4999.8625)).toBe('4,999.86 credits');
  expect([-0.5, 2, 0, -0.001].map(signedCreditsText)).toEqual(['−0.5', '+2', '0', '−< 0.01']);
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

test('a spending limit says whom it is for, how much, over which time, and until when', () => {
  const each = { limitId: 'each', credits: 10, dimension: { name: 'user', each: true }, period: 'day' } as const;
  const opus = { limitId: 'opus', credits: 1, category: 'ai', dimension: { name: 'model', prefix: 'opus-4' } } as const;
  expect(limitText(each)).toBe('each: 10 credits a day for each user');
  expect(limitText(opus)).toBe('opus: 1 credit a cycle for ai, every model that begins with opus-4, together');
  expect(limitText({ limitId: 'all', credits: 5, period: 'lifetime', endsAt: '2026-12-01T05:00:00.000Z' })).toBe(
    'all: 5 credits in all, until 2026-12-01 05:00 UTC',
  );
  expect(limitText({ limitId: 'ada' })).toBe('ada: ended');
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

/** Zones whose clocks go forward at midnight: the day begins at one. */
test.each([
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
  ['Africa/Cairo', '2023-04-28', '2023-04-27T22:00:00.000Z'],
  ['Asia/Beirut', '2022-03-27', '2022-03-26T22:00:00.000Z'],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'],
  ['Pacific/Auckland', '2026-09-27', '2026-09-26T12:00:00.000Z'],
  ['UTC', '2026-11-01', '2026-11-01T00:00:00.000Z'],
])('days of %s begin where there is no midnight too: %s', (timeZone, date, start) => {
  const startMs = Date.parse(start);
  const nextMs = dayStart(startMs, timeZone, 1);

  expect(startOf(date, timeZone)).toBe(startMs);
  expect([startMs - 1, startMs, nextMs - 1].map((atMs) => dateOf(atMs, timeZone) === date)).toEqual([
    false,
    true,
    true,
  ]);
  expect([startMs, startMs + 7_200_000, nextMs - 1].map((atMs) => dayStart(atMs, timeZone))).toEqual([
    startMs,
    startMs,
    startMs,
  ]);
  expect(dayStart(nextMs, timeZone, -1)).toBe(startMs);
  expect(dayStart(dayStart(startMs, timeZone, -30), timeZone, 30)).toBe(startMs);
});

test('a date field that holds none names no day', () => {
  expect(startOf('', 'UTC')).toBeUndefined();
});

test('a span is named by its first and its last day, in the zone that it is of', () => {
  const november = { start: '2026-11-01T04:00:00.000Z', end: '2026-12-01T05:00:00.000Z' };
  expect(daysText(november, 'America/New_York')).toBe('1 Nov 2026 to 30 Nov 2026');
});
