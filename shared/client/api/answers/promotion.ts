/** Written by `npm run openapi`: change the routes, never this. */

export interface Promotion {
  readonly code: string;
  /** Credits, exact to 6 decimals. */
  readonly credits: number;
  readonly category?: 'ai' | 'infrastructure' | 'platform';
  /** ISO 8601 in UTC with milliseconds. */
  readonly endsAt: string;
  /** When it was ended before its time. Left out of one that wasn’t. */
  readonly endedAt?: string;
  readonly expiresInSeconds?: number;
  readonly uses: number;
  /** Uses that are neither taken nor about to be. */
  readonly left: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly publishedAt: string;
}
