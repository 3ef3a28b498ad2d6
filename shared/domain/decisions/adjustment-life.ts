import { dayMs } from '../time.ts';

/** The latest end of an adjustment. */
export const adjustmentLifeMaxMs = 3_653 * dayMs;
