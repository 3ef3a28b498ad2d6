/** Written by `npm run openapi`: change the routes, never this. */

/** The last whole cycles replayed under each plan by the rules that charge: the list price and the packs it would have taken, bought when credits ran short by the offer that a quote names; credits wasted, hours at zero, overrun. `real` is what there was. */
export interface PlanFit {
  /** Stay, change, or no advice. It takes 3 to 6 whole cycles of the present length. */
  readonly advice: {
    readonly kind: 'keep' | 'change' | 'abstain';
    readonly planId?: string;
    /** The cheaper plan that a reason to stay is about. */
    readonly otherPlanId?: string;
    /** What other plans are held against: what was really paid, or the replay of the present plan. */
    readonly basis?: 'paid' | 'replayed';
    readonly because?:
      | 'cheapest'
      | 'cheaper-falls-short'
      | 'cheaper-overruns'
      | 'paid-less'
      | 'saving-small'
      | 'account-closed'
      | 'history-short'
      | 'history-long'
      | 'replay-differs'
      | 'unused'
      | 'unpriced'
      | 'unsteady';
    readonly saving?: {
      readonly amount: number;
      readonly currency: string;
      readonly perCycle: number;
    };
    readonly explanation: string;
  };
  readonly cycles: readonly {
    readonly index: number;
    /** ISO 8601 in UTC with milliseconds. */
    readonly start: string;
    /** ISO 8601 in UTC with milliseconds. */
    readonly end: string;
  }[];
  readonly real?: {
    readonly currency?: string;
    /** What the plan cost by its list price. */
    readonly planPrice?: number;
    /** What the packs cost by their list prices, less what was paid back. */
    readonly packsPrice?: number;
    /** Both. Left out where something has no price, or prices are in several currencies. */
    readonly cost?: number;
    /** Credits used, less reversals. Below zero where more was reversed than used. */
    readonly used: number;
    /** Credits, exact to 6 decimals. */
    readonly wasted: number;
    /** Credits used beyond what was available. */
    readonly overrun: number;
    /** Credits of real usage that found too little here, and no pack to buy. */
    readonly unserved: number;
    /** How long nothing was available. A lower bound of what was missed: requests that were refused or never made are in no ledger. */
    readonly hoursAtZero: number;
    readonly cycles: readonly {
      readonly index: number;
      /** What the plan cost by its list price. */
      readonly planPrice?: number;
      /** What the packs cost by their list prices, less what was paid back. */
      readonly packsPrice?: number;
      /** Both. Left out where something has no price, or prices are in several currencies. */
      readonly cost?: number;
      /** Credits used, less reversals. Below zero where more was reversed than used. */
      readonly used: number;
      /** Credits, exact to 6 decimals. */
      readonly wasted: number;
      /** Credits used beyond what was available. */
      readonly overrun: number;
      /** Credits of real usage that found too little here, and no pack to buy. */
      readonly unserved: number;
      /** How long nothing was available. A lower bound of what was missed: requests that were refused or never made are in no ledger. */
      readonly hoursAtZero: number;
      readonly packs: readonly {
        readonly packId: string;
        readonly count: number;
      }[];
    }[];
  };
  readonly plans: readonly {
    readonly planId: string;
    readonly version: string;
    readonly present: boolean;
    readonly currency?: string;
    /** What the plan cost by its list price. */
    readonly planPrice?: number;
    /** What the packs cost by their list prices, less what was paid back. */
    readonly packsPrice?: number;
    /** Both. Left out where something has no price, or prices are in several currencies. */
    readonly cost?: number;
    /** Credits used, less reversals. Below zero where more was reversed than used. */
    readonly used: number;
    /** Credits, exact to 6 decimals. */
    readonly wasted: number;
    /** Credits used beyond what was available. */
    readonly overrun: number;
    /** Credits of real usage that found too little here, and no pack to buy. */
    readonly unserved: number;
    /** How long nothing was available. A lower bound of what was missed: requests that were refused or never made are in no ledger. */
    readonly hoursAtZero: number;
    readonly cycles: readonly {
      readonly index: number;
      /** What the plan cost by its list price. */
      readonly planPrice?: number;
      /** What the packs cost by their list prices, less what was paid back. */
      readonly packsPrice?: number;
      /** Both. Left out where something has no price, or prices are in several currencies. */
      readonly cost?: number;
      /** Credits used, less reversals. Below zero where more was reversed than used. */
      readonly used: number;
      /** Credits, exact to 6 decimals. */
      readonly wasted: number;
      /** Credits used beyond what was available. */
      readonly overrun: number;
      /** Credits of real usage that found too little here, and no pack to buy. */
      readonly unserved: number;
      /** How long nothing was available. A lower bound of what was missed: requests that were refused or never made are in no ledger. */
      readonly hoursAtZero: number;
      readonly packs: readonly {
        readonly packId: string;
        readonly count: number;
      }[];
    }[];
  }[];
  readonly plansLeftOut: number;
}
