/** Written by `npm run openapi`: change the routes, never this. */

export interface ReadFleetQuery {
  /** `state`: exhausted first, then low, then by the share left. `available`: least first. `burn`: most a day first. `id`: by id. When left out, `id` with a prefix and `state` without. */
  readonly sort?: 'state' | 'available' | 'burn' | 'id';
  /** Accounts whose id begins so. */
  readonly prefix?: string;
  /** Accounts found by how their id begins, by a word of their name or external id, by a payment, a checkout or a customer of the payment provider: in one page. Each is found by all that follows a word, without regard to capitals, accents and signs. */
  readonly search?: string;
  /** `quarantined`; `exhausted`; `low`: less is available than a threshold of the plan; `suspended`: the plan isn’t paid for; `runs-out`: within three days and before the renewal, at the recent pace; `overrun`; `unused`: more than half of the most that was available in the cycle before expired; `silent`: nothing used for a week, to a day. */
  readonly facet?: 'quarantined' | 'exhausted' | 'low' | 'suspended' | 'runs-out' | 'overrun' | 'unused' | 'silent';
  /** Counts the accounts of each facet, too, as far as a thousand. */
  readonly counts?: 'true';
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
