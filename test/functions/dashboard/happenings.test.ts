/** The days of a timeline: what happened, and what was turned away. */
import { expect, it } from 'vitest';
import { byDay } from '../../../functions/dashboard/pages/timeline/happenings.ts';
import { quarantineMarks } from '../../../functions/dashboard/pages/timeline/quarantine-marks.ts';
import type { Entry, Insights } from '../../../functions/dashboard/reading/shapes.ts';

const entryAt = (at: string): Entry => ({ seq: 1, type: 'opening', at }) as unknown as Entry;
const refusedOn = (...days: readonly string[]): Insights['refused'] =>
  [
    { reason: 'insufficient-credits', days: days.map((day) => ({ day, requests: 2 })) },
  ] as unknown as Insights['refused'];
const utc = { shown: 'UTC', account: 'UTC' };
const told = (openedAt: string, ...days: readonly string[]): readonly unknown[] =>
  byDay({ entries: [entryAt(openedAt)], refused: refusedOn(...days), quarantines: [] }, utc).map(
    ({ refused }) => refused.length,
  );

it.each(['00:00:00.000', '11:59:59.999', '12:00:00.001', '23:59:59.999'])(
  'have what was turned away on the day that an account was opened, at %s too',
  (time) => {
    expect(told(`2026-11-28T${time}Z`, '2026-11-28')).toEqual([1]);
  },
);

it('leave out what was turned away before the oldest entry that is shown', () => {
  expect(told('2026-11-28T13:00:00.000Z', '2026-11-27')).toEqual([0]);
});

it.each([
  ['Pacific/Auckland', '2026-11-27T11:30:00.000Z'],
  ['America/Los_Angeles', '2026-11-29T07:30:00.000Z'],
])('are the account’s, in %s too: what was turned away stands on its day', (account, openedAt) => {
  const days = byDay(
    { entries: [entryAt(openedAt)], refused: refusedOn('2026-11-28'), quarantines: [] },
    { shown: account, account },
  );

  expect(days.map(({ entries, refused }) => [entries.length, refused.length])).toEqual([[1, 1]]);
});

it('tell of a quarantine that is over by its beginning and its end, and who ended it', () => {
  const quarantines = quarantineMarks(undefined, [
    {
      ...{ since: '2026-11-27T10:00:00.000Z', findings: ['entry 3: its hash is another'] },
      ...{ endedAt: '2026-11-28T09:00:00.000Z', reason: 'read again', actor: 'ada@example.com' },
    },
  ]);
  const days = byDay({ entries: [entryAt('2026-11-27T08:00:00.000Z')], refused: [], quarantines }, utc);

  expect(days.map((day) => day.quarantines.map(({ why }) => why))).toEqual([
    ['read again, by ada@example.com'],
    ['entry 3: its hash is another'],
  ]);
});
