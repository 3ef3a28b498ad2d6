/** Written by `npm run openapi`: change the routes, never this. */

export interface CardReplay {
  readonly version: string;
  /** By id. One whose cycle is longer than one request reads is on the next page too: its figures are to be added up. */
  readonly accounts: readonly {
    readonly accountId: string;
    readonly name?: string;
    /** Index of the cycle. */
    readonly cycle: number;
    /** Charges and reversals. */
    readonly entries: number;
    /** Credits that they charged, less what they gave back, exact to 6 decimals. */
    readonly before: number;
    /** The same under the card. */
    readonly after: number;
    /** The part of it that was charged by amount, without quantities: it stays. */
    readonly amounts: number;
    /** Charges that the card has no price for, or not with the others: they stay, and are counted. */
    readonly refused: {
      readonly charges: number;
      /** As they were charged. */
      readonly credits: number;
      readonly skus: readonly string[];
    };
    /** Parts of its ledger can’t be proved, and are left out. */
    readonly partial?: true;
  }[];
  /** Accounts left out: closed ones, those without a whole cycle yet, and those that the card of another plan, or of theirs, prices. */
  readonly passed: {
    readonly closed: number;
    readonly firstCycle: number;
    readonly otherCard: number;
  };
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
}
