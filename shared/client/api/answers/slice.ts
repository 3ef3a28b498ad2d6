/** Written by `npm run openapi`: change the routes, never this. */

/** What one grant paid, or got back. */
export interface Slice {
  readonly grantId: string;
  readonly source: 'plan' | 'adjustment' | 'add-on';
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  /** The grant had ended: these credits are lost. */
  readonly forfeited?: true;
}
