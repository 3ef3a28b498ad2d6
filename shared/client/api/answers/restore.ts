/** Written by `npm run openapi`: change the routes, never this. */
import type { Way } from './way.ts';

/** How the charge gets through. */
export interface Restore {
  /** The packs among the ways. */
  readonly packs: readonly {
    readonly packId: string;
    /** Credits, exact to 6 decimals. */
    readonly credits: number;
  }[];
  /** The renewal among the ways. */
  readonly renewsAt?: string;
  /** When work in progress ends at the latest: the soonest twenty of them. */
  readonly holdEnds?: readonly string[];
  /** Every way that helps, the smallest first; empty when nothing in sight does. */
  readonly ways?: readonly Way[];
}
