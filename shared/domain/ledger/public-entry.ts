import { toCredits } from '../amount.ts';
import type { SomeMembers, UnsealedEntry } from './entry.ts';
import { type EntryMembers, type MemberName, memberNames, members } from './members.ts';
import { instant, publicBalance, publicSlice } from './public-form.ts';

/** The head of an entry, whatever its type. */
export function publicHead(entry: UnsealedEntry) {
  return {
    accountId: entry.accountId,
    seq: entry.seq,
    type: entry.type,
    at: instant(entry.atMs),
    credits: toCredits(entry.credits),
  };
}

/** An entry as JSON without its hash: what its hash is taken over. */
export function publicEntry(entry: UnsealedEntry) {
  return {
    ...publicHead(entry),
    cycle: entry.cycle,
    slices: entry.slices.map(publicSlice),
    ...publicMembers(entry, memberNames),
    before: toCredits(entry.before),
    after: publicBalance(entry.after),
    caller: entry.caller,
    previousHash: entry.previousHash,
  };
}

/** Members under the names that they have on the wire. */
export type PublicMembers<K extends MemberName> = {
  readonly [M in K as (typeof members)[M]['name']]?: ReturnType<(typeof members)[M]['show']>;
};

/** Some of an entry's members, as far as it has them. */
export function publicMembers<K extends MemberName>(entry: SomeMembers, names: readonly K[]): PublicMembers<K> {
  const shown: Record<string, unknown> = {};
  for (const name of names) {
    const value = shownMember(entry, name);
    if (value !== undefined) shown[members[name].name] = value;
  }
  return shown as PublicMembers<K>;
}

/** The rows by their members, so that a value and what shows it are known to belong together. */
const rows: { readonly [K in MemberName]: { readonly show: (value: EntryMembers[K]) => unknown } } = members;

function shownMember<K extends MemberName>(entry: SomeMembers, name: K): unknown {
  const value: EntryMembers[K] | undefined = entry[name];
  return value === undefined ? undefined : rows[name].show(value);
}
