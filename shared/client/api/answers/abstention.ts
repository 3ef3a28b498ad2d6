/** Written by `npm run openapi`: change the routes, never this. */

/** Why nothing is foretold, and when it will be. */
export interface Abstention {
  readonly status: 'abstains';
  /** `history-short`: of fewer days than are needed to look so far ahead. `use-changed`: the habit broke so many days ago (`historyDays`): use stopped, or went on at another level. `use-rare`: something was used in too few hours to know a pattern. */
  readonly reason: 'history-short' | 'use-changed' | 'use-rare';
  readonly historyDays: number;
  readonly historyDaysMin: number;
  readonly usedHours: number;
  readonly usedHoursMin: number;
}
