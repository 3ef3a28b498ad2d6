export interface FleetScale {
  /** Accounts of the smaller fleet; the larger has twice as many. */
  readonly accounts: number;
  /** Accounts beside the larger fleet that aren't due. */
  readonly idle: number;
}

export const fullScale: FleetScale = { accounts: 20_000, idle: 20_000 };
/** To try the bench itself. */
export const quickScale: FleetScale = { accounts: 500, idle: 500 };

/** Runs of `advance-accounts` at once. */
export const workers = 2;
