/** Written by `npm run openapi`: change the routes, never this. */

import type { Hold } from './hold.ts';
import type { Quarantine } from './quarantine.ts';

export interface ListHoldsAnswer {
  readonly holds: readonly Hold[];
  /** Ask with it for the next page; absent on the last. */
  readonly nextCursor?: string;
  /** Ids of holds whose items can’t be read; the ledger tells of them. */
  readonly unreadable?: readonly string[];
  readonly quarantine?: Quarantine;
}
