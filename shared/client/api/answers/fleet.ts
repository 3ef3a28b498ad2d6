/** Written by `npm run openapi`: change the routes, never this. */
import type { FleetAccount } from './fleet-account.ts';

export interface Fleet {
  /** `found`: those of a payment first, then by name, then by id. `facet`: those that it concerns most first. */
  readonly sort: 'state' | 'available' | 'burn' | 'id' | 'found' | 'facet';
  readonly accounts: readonly FleetAccount[];
  readonly nextCursor?: string;
  /** Accounts of each, as their places say, which follow an account by moments; at least so many where there are `more`. An account from before there were facets is counted from its next entry on, or once an audit came by. */
  readonly facets?: readonly {
    readonly facet: 'quarantined' | 'exhausted' | 'low' | 'suspended' | 'runs-out' | 'overrun' | 'unused' | 'silent';
    readonly accounts: number;
    readonly more?: true;
  }[];
  /** A search may find others, too: more has to be typed. */
  readonly more?: true;
}
