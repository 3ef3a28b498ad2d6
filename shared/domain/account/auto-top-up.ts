import type { Microcredits } from '../amount.ts';

/**
 * Asks for a pack below a threshold. Credits are granted only for a payment, and payments are taken elsewhere: the service
 * asks for one (`top-up-wanted`), and the pack is granted when it is purchased.
 */
export interface AutoTopUp {
  readonly packId: string;
  /** Below so much available. */
  readonly threshold: Microcredits;
  readonly maxPerCycle: number;
}

/** Top-ups that one cycle may ask for. */
export const topUpsPerCycleMax = 100;
