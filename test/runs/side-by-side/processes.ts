/** Processes of the code before appends, and of today's. */
import { authorizeHold } from '../../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../../shared/operations/capture-hold.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { openAccount } from '../../../shared/operations/open-account.ts';
import { purchasePack } from '../../../shared/operations/purchase-pack.ts';
import { releaseHold } from '../../../shared/operations/release-hold.ts';
import { reverseDebit } from '../../../shared/operations/reverse-debit.ts';
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import * as before from './before-appends.mjs';

const today = {
  ...{ authorizeHold, captureHold, debitCredits, openAccount, purchasePack, releaseHold, reverseDebit },
  createStore,
};

export interface Process {
  readonly isOld: boolean;
  readonly store: CreditStore;
  readonly operations: Omit<typeof today, 'createStore'>;
}

export function newProcess(isOld: boolean, table: Table, surroundings: Parameters<typeof createStore>[1]): Process {
  const code: typeof today = isOld ? before : today;
  return { isOld, store: code.createStore(table, surroundings), operations: code };
}
