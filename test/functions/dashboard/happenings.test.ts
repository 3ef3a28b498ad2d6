/** The days of a timeline: what happened, and what was turned away. */
import { expect, it } from 'vitest';
import { byDay } from '../../../functions/dashboard/pages/timeline/happenings.ts';
import type { Entry, Insights } from '../../../functions/dashboard/reading/shapes.ts';

const entryAt = (at: string): Entry => ({ seq: 1, type: 'opening', at }) as unknown as Entry;
const refusedOn = (...days: readonly string[]): Insights['refused'] =>
  [
    { reason: 'insufficient-credits', days: days.map((day) => ({ day, requests: 2 })) },
  ] as unknown as Insights['refused'];
const told = (openedAt: string, ...days: readonly string[]): readonly unknown[] =>
  byDay([entryAt(openedAt)], refusedOn(...days), 'UTC').map(({ refused }) => refused.length);

it.each(['00:00:00.000', '11:59:59.999', '12:00:00.001', '23:59:59.999'])(
  'have what was turned away on the day that an account was opened, at %s too',
  (time) => {
    expect(told(`2026-11-28T${time}Z`, '2026-11-28')).toEqual([1]);
  },
);

it('leave out what was turned away before the oldest entry that is shown', () => {
  expect(told('2026-11-28T13:00:00.000Z', '2026-11-27')).toEqual([0]);
});
