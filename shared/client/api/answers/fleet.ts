/** Written by `npm run openapi`: change the routes, never this. */
import type { FleetAccount } from './fleet-account.ts';

export interface Fleet {
  /** `found`: those of a payment first, then by name, then by id. */
  readonly sort: 'state' | 'available' | 'burn' | 'id' | 'found';
  readonly accounts: readonly FleetAccount[];
  readonly nextCursor?: string;
  /** A search may find others, too: more has to be typed. */
  readonly more?: true;
}
