/** Written by `npm run openapi`: change the routes, never this. */

/** The part of the group that this is, where `splitBy` asked for parts; left out for the whole group, which is there beside them. */
export interface UsageSplit {
  /** The category, SKU or value of the dimension. */
  readonly key?: string;
  /** `others`: beyond those asked for, and what its day’s roll-up leaves out where the entries of that day are more than one answer reads. `none`: usage without a SKU or this dimension. */
  readonly rest?: 'others' | 'none';
}
