/** Written by `npm run openapi`: change the routes, never this. */

export interface CreateApiKeyBody {
  /** For people to tell keys by. */
  readonly name: string;
  /** What it may. Nothing else, and nothing that is added later. */
  readonly permissions: readonly (
    | 'read'
    | 'charge'
    | 'lifecycle'
    | 'money-in'
    | 'checkout'
    | 'adjust'
    | 'publish'
    | 'operate'
    | 'news'
  )[];
  /** The accounts that it reaches, besides those of `accountPrefix`. Where neither is given it reaches all of them, and what concerns the service. */
  readonly accountIds?: readonly string[];
  /** It reaches the accounts whose ids begin with it, those that are opened later as well. End it with what parts ids: `acme` begins `acme2`, too. */
  readonly accountPrefix?: string;
  /** From this instant on it lets nobody in: ahead. It has no end of its own when left out. */
  readonly expiresAt?: string;
}

export interface ListApiKeysQuery {
  /** Lines a page, 1 to 100; 100 when left out. */
  readonly limit?: string;
  /** `nextCursor` of the page before, with the same filters. */
  readonly cursor?: string;
}

export interface RotateApiKeyBody {
  /** For so long the secrets before are taken as well, unless they end sooner: a day when left out, a week at the most. 0 ends them now, as after a leak. */
  readonly overlapSeconds?: number;
}
