/** Spans of time in milliseconds. Days are of 24 hours: calendars are reckoned with in `cycle.ts`. */
export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
