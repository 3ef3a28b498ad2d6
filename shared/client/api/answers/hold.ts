/** Written by `npm run openapi`: change the routes, never this. */
import type { Slice } from './slice.ts';

/** Credits set aside for work in progress. */
export interface Hold {
  readonly holdId: string;
  readonly state: 'open' | 'captured' | 'released' | 'expired';
  readonly category: 'ai' | 'infrastructure' | 'platform';
  /** Set aside, in all. */
  readonly credits: number;
  /** Reported so far; once settled, what was charged. */
  readonly used: number;
  /** What it may use beyond that, as overrun. */
  readonly overrun?: number;
  readonly slices: readonly Slice[];
  /** What an extension sets aside beyond what is used. */
  readonly slice: number;
  readonly whenExhausted: 'complete' | 'pause';
  readonly dimensions?: { readonly [name: string]: string };
  readonly limitIds?: readonly string[];
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt: string;
  /** In effect when it was authorized: its work is priced by it to the end. */
  readonly rateCard?: string;
  /** When what it has used was last made durable. At most a tenth of what is set aside, or 5 s of use, is newer. */
  readonly reportedAt?: string;
}
