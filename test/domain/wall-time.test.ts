/** Wall clocks are those of Temporal, at random instants of five centuries in every zone there is. */
import fc from 'fast-check';
import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { expect, it } from 'vitest';
import { instantOf, monthsLater, wallTimeAt } from '../../shared/domain/wall-time.ts';

const zones = Intl.supportedValuesOf('timeZone');
const instants = fc.integer({ min: Date.UTC(1700, 0), max: Date.UTC(2200, 0) });

function plain(ms: number, timeZone: string): PlainDateTime.Record {
  return ZonedDateTime.toPlainDateTime(Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(ms), timeZone));
}

it('what a clock shows, months later, and when it shows a time again', () => {
  const asked = fc.record({
    ms: instants,
    zone: fc.constantFrom(...zones),
    months: fc.integer({ min: -300, max: 300 }),
  });
  fc.assert(
    fc.property(asked, ({ ms, zone, months }) => {
      const wall = wallTimeAt(ms, zone);
      expect(PlainDateTime.equals(plain(wall, 'UTC'), plain(ms, zone))).toBe(true);
      const [later, expected] = [monthsLater(wall, months), PlainDateTime.addMonths(plain(ms, zone), months)];
      expect(PlainDateTime.equals(plain(later, 'UTC'), expected)).toBe(true);
      const found = PlainDateTime.toZonedDateTime(expected, zone, { disambiguation: 'compatible' });
      const isSkipped = !PlainDateTime.equals(ZonedDateTime.toPlainDateTime(found), expected);
      if (!isSkipped) expect(instantOf(later, zone)).toBe(found.epochMilliseconds);
    }),
    { numRuns: 3_000 },
  );
}, 60_000);

it('a zone that there isn’t has no clock', () => {
  expect(() => wallTimeAt(0, 'Mars/Olympus')).toThrow(RangeError);
});
