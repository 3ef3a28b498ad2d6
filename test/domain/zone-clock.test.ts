/** Days of zones, where clocks are changed at midnight too. */
import { describe, expect, it } from 'vitest';
import { hourMs } from '../../shared/domain/time.ts';
import { zoneClock } from '../../shared/domain/zone-clock.ts';

/** A zone, a day of it, when it begins, and its hours. */
const days = [
  ['the clock skips midnight, west of UTC', 'America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', 23],
  ['the clock skips midnight, east of UTC', 'Africa/Cairo', '2023-04-28', '2023-04-27T22:00:00.000Z', 23],
  ['the clock skips midnight, east of UTC', 'Asia/Beirut', '2022-03-27', '2022-03-26T22:00:00.000Z', 23],
  ['the clock goes back to the day before', 'America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00.000Z', 24],
  [
    'the clock goes back to the day before: that day is longer',
    'America/Sao_Paulo',
    '2018-02-17',
    '2018-02-17T02:00:00.000Z',
    25,
  ],
  ['the clock shows midnight twice', 'Atlantic/Azores', '2026-10-25', '2026-10-25T00:00:00.000Z', 25],
  ['the clock is changed at night', 'America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', 23],
  ['the clock is changed at night', 'Pacific/Auckland', '2026-09-27', '2026-09-26T12:00:00.000Z', 23],
  ['nothing is changed', 'Asia/Kolkata', '2026-11-01', '2026-10-31T18:30:00.000Z', 24],
] as const;

describe('a day', () => {
  it.each(days)('on which %s: %s, %s', (_what, timeZone, date, start, hours) => {
    const { dayOf, dateOf } = zoneClock(timeZone);
    const startMs = Date.parse(start);
    const endMs = startMs + hours * hourMs;

    expect(dayOf(startMs)).toEqual({ startMs, endMs });
    expect(dayOf(endMs - 1)).toEqual({ startMs, endMs });
    expect(dayOf(startMs - 1).endMs).toBe(startMs);
    expect([startMs - 1, startMs, endMs - 1, endMs].map((atMs) => dateOf(atMs) === date)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
