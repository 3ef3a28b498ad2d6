import type { Microcredits } from '../amount.ts';
import type { PriceLine } from '../catalogue/rate-card.ts';

/** The sum of what was undone of an entry: by the newest entry that undid some of it, and by those before. */
export interface Undone {
  readonly credits: Microcredits;
  /** Where the entry has lines: how much of each, in its order. */
  readonly lines?: readonly PriceLine[];
}
