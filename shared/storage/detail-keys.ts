/** The table's keys of names, and of the directory by which accounts are found (`table-keys.ts`). */
import type { Key } from './table-keys.ts';

/** Apart from accounts: names are no part of a ledger, and who charges reads none. */
export function detailsPk(accountId: string): string {
  return `DETAILS#${accountId}`;
}

export function detailsKey(accountId: string): Key {
  return { pk: detailsPk(accountId), sk: 'DETAILS' };
}

/** Spread by how a term begins: a search knows that much. */
export function directoryPk(term: string): string {
  return `DIRECTORY#${[...term][0] ?? ''}`;
}

export function directoryKey(term: string, accountId: string): Key {
  return { pk: directoryPk(term), sk: `${term}#${accountId}` };
}
