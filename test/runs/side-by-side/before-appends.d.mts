/** The code before appends, as far as it is asked the same as today's. */
import type { authorizeHold as authorizeHoldNow } from '../../../shared/operations/authorize-hold.ts';
import type { captureHold as captureHoldNow } from '../../../shared/operations/capture-hold.ts';
import type { debitCredits as debitCreditsNow } from '../../../shared/operations/debit-credits.ts';
import type { openAccount as openAccountNow } from '../../../shared/operations/open-account.ts';
import type { purchasePack as purchasePackNow } from '../../../shared/operations/purchase-pack.ts';
import type { releaseHold as releaseHoldNow } from '../../../shared/operations/release-hold.ts';
import type { reverseDebit as reverseDebitNow } from '../../../shared/operations/reverse-debit.ts';
import type { createStore as createStoreNow } from '../../../shared/storage/store.ts';

export const authorizeHold: typeof authorizeHoldNow;
export const captureHold: typeof captureHoldNow;
export const debitCredits: typeof debitCreditsNow;
export const openAccount: typeof openAccountNow;
export const purchasePack: typeof purchasePackNow;
export const releaseHold: typeof releaseHoldNow;
export const reverseDebit: typeof reverseDebitNow;
export const createStore: typeof createStoreNow;
