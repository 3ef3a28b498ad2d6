import { appendCanaries } from './canaries/appends.ts';
import { cyclesCanaries } from './canaries/cycles.ts';
import { grantsCanaries } from './canaries/grants.ts';
import { holdsCanaries } from './canaries/holds.ts';
import { ledgerCanaries } from './canaries/ledger.ts';
import { limitCanaries } from './canaries/limits.ts';
import { paymentsCanaries } from './canaries/payments.ts';
import { repairCanaries } from './canaries/repairs.ts';
import { requestsCanaries } from './canaries/requests.ts';
import { streamsCanaries } from './canaries/streams.ts';
import { undoCanaries } from './canaries/undo.ts';
import { waysCanaries } from './canaries/ways.ts';
import { writePathCanaries } from './canaries/write-path.ts';
import type { Canary } from './planted.ts';

/** Every planted defect. `npm run simulate:canaries` shows that each is caught. */
export const canaries: readonly Canary[] = [
  ...writePathCanaries,
  ...appendCanaries,
  ...requestsCanaries,
  ...holdsCanaries,
  ...cyclesCanaries,
  ...paymentsCanaries,
  ...undoCanaries,
  ...streamsCanaries,
  ...ledgerCanaries,
  ...waysCanaries,
  ...grantsCanaries,
  ...limitCanaries,
  ...repairCanaries,
];
