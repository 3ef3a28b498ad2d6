/** Written by `npm run openapi`: change the routes, never this. */

export interface RepairAccountBody {
  /** The last entry that stands, as it was proposed. */
  readonly through: number;
  /** Why. */
  readonly reason: string;
  /** Who answers for it. */
  readonly actor: string;
}

export interface ReopenAccountBody {
  /** Why. */
  readonly reason: string;
  /** Who answers for it. */
  readonly actor: string;
}
