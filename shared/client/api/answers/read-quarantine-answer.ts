/** Written by `npm run openapi`: change the routes, never this. */

import type { PastQuarantine } from './past-quarantine.ts';
import type { ProposedRepair } from './proposed-repair.ts';
import type { Quarantine } from './quarantine.ts';

export interface ReadQuarantineAnswer {
  readonly accountId: string;
  readonly quarantined: boolean;
  readonly quarantine?: Quarantine;
  readonly repair?: ProposedRepair;
  /** Those that are over, newest first, fifty at most. */
  readonly past: readonly PastQuarantine[];
}
