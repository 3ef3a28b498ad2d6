/** Written by `npm run openapi`: change the routes, never this. */

export interface Balance {
  /** What can be spent now. */
  readonly available: number;
  /** Set aside for work in progress. */
  readonly held: number;
  /** What work in progress and standing usage took beyond what was available. */
  readonly overrun: number;
  /** Spent from purchases that were charged back; repaid first by what is granted next. Absent when there is none. */
  readonly debt?: number;
  /** Of the plan’s credits, what can’t be spent until the plan is paid for: they are left, and wait. Absent where nothing waits. */
  readonly waiting?: number;
}
