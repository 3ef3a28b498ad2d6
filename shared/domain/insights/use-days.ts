/** Days of use: the 24 hours up to the history's end, and so on backwards, and what each day of the week usually is. */
import { median, quantileOf } from './quantile.ts';

/** In microcredits; undefined where it isn't known. */
export type Used = number | undefined;

/** A day counts where its day of the week usually has at least such a share of a good day's use. */
const exposureMin = 0.25;
const knownHoursMin = 12;

/** The days that end with the history's last hour, oldest first. What is known of a day stands for all of it. */
export function daysOf(hours: readonly Used[]): readonly Used[] {
  const days: Used[] = [];
  for (let end = hours.length; end >= 24; end -= 24) {
    const known = hours.slice(end - 24, end).filter((used) => used !== undefined);
    const used = known.reduce((sum, each) => sum + each, 0);
    days.unshift(known.length < knownHoursMin ? undefined : Math.max(0, (used * 24) / known.length));
  }
  return days;
}

/** Use on each day of the week as it usually is, by its place before the end. Undefined for one that is mostly quiet. */
export function usualDays(days: readonly Used[], from: number, to: number): readonly Used[] {
  const good = quantileOf(
    days.slice(from, to).filter((day) => day !== undefined),
    0.75,
  );
  return Array.from({ length: 7 }, (_, place) => {
    const same = days.filter((_day, index) => index >= from && index < to && placeOf(days, index) === place);
    const usual = median(same.filter((day) => day !== undefined));
    return good > 0 && usual >= exposureMin * good ? usual : undefined;
  });
}

export function placeOf(days: readonly Used[], index: number): number {
  return (days.length - 1 - index) % 7;
}
