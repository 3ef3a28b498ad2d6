/** Written by `npm run openapi`: change the routes, never this. */
import type { Quarantine } from './quarantine.ts';

export interface ListLimitsAnswer {
  readonly limits: readonly {
    readonly limitId: string;
    readonly category?: 'ai' | 'infrastructure' | 'platform';
    readonly dimension?: {
      readonly name: string;
      readonly value: string;
    };
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
    /** Credits, exact to 6 decimals. */
    readonly used: number;
    /** Credits, exact to 6 decimals. */
    readonly held: number;
  }[];
  readonly quarantine?: Quarantine;
}
