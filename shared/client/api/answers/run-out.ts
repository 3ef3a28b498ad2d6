/** Written by `npm run openapi`: change the routes, never this. */
import type { Abstention } from './abstention.ts';

/** When nothing will be available any more, by the account’s own use by hour of the day and day of the week in its zone: eight in ten are between earliest and latest. */
export type RunOut =
  | {
      readonly status: 'forecast';
      /** ISO 8601 in UTC with milliseconds. */
      readonly exhaustedSince?: string;
      /** One in ten run out earlier; null: not before the renewal. */
      readonly earliest: string | null;
      /** Half of them run out earlier; null: not before the renewal. */
      readonly likely: string | null;
      /** Nine in ten run out earlier; null: not before the renewal. */
      readonly latest: string | null;
      /** Until the renewal, if nothing stops it. */
      readonly expectedUse: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
      /** What expires unused at the renewal. */
      readonly leftAtRenewal: {
        /** One in ten ends below. */
        readonly low: number;
        /** Half of them end below. */
        readonly likely: number;
        /** One in ten ends above. */
        readonly high: number;
      };
      /** A pack that an automatic top-up asked for, and when nothing is available any more once it is paid. All else is as if it never came; advice reckons with it. */
      readonly onItsWay?: {
        readonly packId: string;
        /** Credits, exact to 6 decimals. */
        readonly credits: number;
        /** ISO 8601 in UTC with milliseconds. */
        readonly requestedAt: string;
        readonly earliest: string | null;
        readonly likely: string | null;
        readonly latest: string | null;
      };
    }
  | Abstention
  | {
      readonly status: 'closed';
    };
