/** The ledger of a long history, to be changed. */
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { tellHistory } from './varied-history.ts';

export const { account, entries } = tellHistory(5);
export const at = entries.findIndex(({ type }) => type === 'debit');
export const debit = entryAt(at);

export function entryAt(index: number): Entry {
  const entry = entries[index];
  if (entry === undefined) throw new RangeError(`no entry ${index}`);
  return entry;
}
