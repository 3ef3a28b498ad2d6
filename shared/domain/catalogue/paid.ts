import type { Money } from './plan.ts';

/** The money that was paid for a purchase, as whoever took it tells: taxes included, fees apart. */
export interface Paid extends Money {
  /** The fee of whoever took the payment, in the currency of their settlement. */
  readonly fee?: Money;
}
