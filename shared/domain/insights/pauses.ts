/**
 * Pauses: times without use that are longer than any that are a habit, as nights and weekends are. One that is over says
 * nothing about the days of work; one that goes on may end at any time.
 */

type Hour = number | undefined;

interface Run {
  readonly from: number;
  readonly to: number;
}

const hoursMin = 48;
/** So many times as long as the longest other, and as the usual time between two hours of use. */
const longestFactor = 2;
const usualFactor = 8;
/** Fewer are no habit that could pause. */
const usedHoursMin = 4;

/** How long it has been quiet, where that is a pause. */
export function quietHours(hours: readonly Hour[]): number | undefined {
  const pause = pauseIn(hours);
  return pause?.to === hours.length ? pause.to - pause.from : undefined;
}

/** The hours of a pause that is over are taken for unknown. */
export function withoutPause(hours: readonly Hour[]): readonly Hour[] {
  const pause = pauseIn(hours);
  if (pause === undefined || pause.to === hours.length) return hours;
  return hours.map((used, index) => (index >= pause.from && index < pause.to ? undefined : used));
}

function pauseIn(hours: readonly Hour[]): Run | undefined {
  const [longest, next] = quietRuns(hours).toSorted((a, b) => long(b) - long(a));
  if (longest === undefined || long(longest) < hoursMin || long(longest) === hours.length) return undefined;
  const usedHours = hours.filter((used) => used !== undefined && used > 0).length;
  if (usedHours < usedHoursMin) return undefined;
  const usual = (hours.length - long(longest)) / usedHours;
  const isLong = long(longest) > Math.max(usualFactor * usual, next === undefined ? 0 : longestFactor * long(next));
  return isLong ? longest : undefined;
}

function quietRuns(hours: readonly Hour[]): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < hours.length; from += 1) {
    let to = from;
    while (to < hours.length && isQuiet(hours[to])) to += 1;
    if (to > from) runs.push({ from, to });
    from = to;
  }
  return runs;
}

function long({ from, to }: Run): number {
  return to - from;
}

function isQuiet(used: Hour): boolean {
  return used !== undefined && used <= 0;
}
