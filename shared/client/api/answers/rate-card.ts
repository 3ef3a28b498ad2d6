/** Written by `npm run openapi`: change the routes, never this. */
import type { Price } from './price.ts';

export interface RateCard {
  readonly version: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly effectiveFrom: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly publishedAt: string;
  /** The plan whose accounts it prices, in place of the general one. */
  readonly planId?: string;
  readonly prices: readonly Price[];
  readonly aliases?: { readonly [name: string]: string };
}
