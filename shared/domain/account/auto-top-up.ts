import type { Microcredits } from '../amount.ts';
import type { Money } from '../catalogue/plan.ts';

/**
 * Asks for a pack below a threshold. Credits are granted only for a payment, and payments are taken elsewhere: the service
 * asks for one (`top-up-wanted`), and the pack is granted when it is purchased.
 */
export interface AutoTopUp {
  readonly packId: string;
  /** Below so much available. */
  readonly threshold: Microcredits;
  readonly maxPerCycle: number;
  /** The most that one pack may cost, without taxes: at another price or in another currency nothing is paid by itself. */
  readonly priceMax?: Money;
}

/** Tells whether the automatic top-up may pay this for a pack. A maximum in another currency allows nothing. */
export function mayCost({ priceMax }: AutoTopUp, { millionths, currency }: Money): boolean {
  return priceMax === undefined || (currency === priceMax.currency && millionths <= priceMax.millionths);
}

/** Top-ups that one cycle may ask for. */
export const topUpsPerCycleMax = 100;
