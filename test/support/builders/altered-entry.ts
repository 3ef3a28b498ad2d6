import type { Entry, EntryCore, EntryPosition, EntryType, SomeMembers } from '../../../shared/domain/ledger/entry.ts';

/** The members that an entry of any type may say. */
export type EntryMembers = Partial<EntryCore & EntryPosition & { readonly type: EntryType; readonly hash: string }> &
  SomeMembers;

/** An entry that says something else too, whether or not one of its type ever does. */
export function alterEntry(entry: Entry, told: EntryMembers): Entry {
  return { ...entry, ...told } as Entry;
}
