import type { Plan } from '../../../../shared/domain/catalogue/plan.ts';
import type { Promotion } from '../../../../shared/domain/catalogue/promotion.ts';

/** Says that an invariant doesn't hold. */
export type Find = (invariant: string, what: string) => void;

/** The catalogue as it was set up: what checkers reckon with instead of the product's. */
export interface Rules {
  readonly plans: readonly Plan[];
  readonly promotions: readonly Promotion[];
  readonly rateCardAt: (atMs: number) => string;
  /** The cost of something kept from one instant to another, in parts of a microcredit. */
  readonly keepingCost: (quantity: bigint, fromMs: number, untilMs: number) => bigint;
  /** Such parts in one microcredit. */
  readonly keepingUnit: bigint;
}
