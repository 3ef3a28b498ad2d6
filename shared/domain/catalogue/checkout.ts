import type { Microcredits } from '../amount.ts';
import type { Money } from './plan.ts';

/** A pack, or several of one, as they were offered at one price: whoever pays that gets them, whatever becomes of the plan meanwhile. */
export interface Offer {
  readonly packId: string;
  /** How many, from 2 on: one when left out. Credits and price are of all of them. */
  readonly count?: number;
  readonly credits: Microcredits;
  readonly price: Money;
  readonly lifeMs?: number;
}

/** A checkout that was made for an account. It alone says whose account a payment is for: nothing that comes back with it does. */
export interface Checkout extends Offer {
  /** The payment provider's own id. */
  readonly checkoutId: string;
  readonly accountId: string;
  /** The customer that it was made for; undefined where the payment makes one. */
  readonly customerId?: string;
  readonly madeAtMs: number;
  /** The automatic top-up that it pays for, where no customer was asked to pay: its id is the payment's then. */
  readonly topUpRequestId?: string;
}
