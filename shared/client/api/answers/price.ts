/** Written by `npm run openapi`: change the routes, never this. */

/** So many credits per so many units, and what more of them cost. */
export interface Price {
  readonly sku: string;
  readonly category: 'ai' | 'infrastructure' | 'platform';
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  readonly per: number;
  readonly unit?: string;
  readonly countsAs?: string;
  readonly tiers?:
    | {
        readonly mode: 'graduated';
        readonly steps: readonly {
          readonly above: number;
          /** Credits, exact to 6 decimals. */
          readonly credits: number;
          readonly per: number;
        }[];
      }
    | {
        readonly mode: 'threshold';
        readonly of?: string;
        readonly steps: readonly {
          readonly above: number;
          /** Credits, exact to 6 decimals. */
          readonly credits: number;
          readonly per: number;
        }[];
      };
}
