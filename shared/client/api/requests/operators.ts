/** Written by `npm run openapi`: change the routes, never this. */

export interface ReadFleetQuery {
  /** `state`: exhausted first, then low, then by the share left. `available`: least first. `burn`: most a day first. `id`: by id. When left out, `id` with a prefix and `state` without. */
  readonly sort?: 'state' | 'available' | 'burn' | 'id';
  /** Accounts whose id begins so. */
  readonly prefix?: string;
  /** Accounts found by how their id begins, by a word of their name or external id, by a payment, a checkout or a customer of the payment provider: in one page. Each is found by all that follows a word, without regard to capitals, accents and signs. */
  readonly search?: string;
  /** Accounts a page, 1 to 50; 50 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same sort and prefix. */
  readonly cursor?: string;
}

export interface LiftQuarantineBody {
  /** Why nothing stands against it any more. */
  readonly reason: string;
  /** Who answers for it. */
  readonly actor: string;
}
