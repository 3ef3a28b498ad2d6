/** Written by `npm run openapi`: change the routes, never this. */
import type { FleetAccount } from './fleet-account.ts';

export interface Fleet {
  readonly sort: 'state' | 'available' | 'burn' | 'id';
  readonly accounts: readonly FleetAccount[];
  readonly nextCursor?: string;
}
