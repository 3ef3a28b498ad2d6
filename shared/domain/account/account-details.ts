/**
 * The name that people know an account by, and the id that its owner's other systems have for it. They are kept beside the account and in no
 * entry: a ledger is chained and never forgets, and a name may be a person's. So who changed which of them is kept, and what it was before is not.
 */
import { present } from '../present.ts';

/** The members that are kept, each a line of text. */
export const detailMembers = ['name', 'externalId'] as const;
export type DetailMember = (typeof detailMembers)[number];

export type Named = { readonly [Member in DetailMember]?: string };

/** A change: when, by whom, and which members became another. */
export interface DetailsChange {
  readonly atMs: number;
  /** The caller that the deployment knows. */
  readonly caller: string;
  /** The person who answers for it, where the caller says so. */
  readonly actor?: string;
  readonly members: readonly DetailMember[];
}

export interface AccountDetails extends Named {
  /** The newest first. */
  readonly changes: readonly DetailsChange[];
}

export const noDetails: AccountDetails = { changes: [] };

/** Changes that are remembered of an account. */
export const detailsChangesMax = 20;

/** Gives the account these details in place of its own: what is left out is gone. The very same ones where nothing is another. */
export function withDetails(details: AccountDetails, named: Named, by: Omit<DetailsChange, 'members'>): AccountDetails {
  const members = detailMembers.filter((member) => details[member] !== named[member]);
  if (members.length === 0) return details;
  const { name, externalId } = named;
  const changes = [{ ...by, members }, ...details.changes].slice(0, detailsChangesMax);
  return { ...present({ name, externalId }), changes };
}

/** Words that a search may begin at, and characters that it goes by. */
const wordsMax = 8;
const termMax = 64;

/** Texts by whose beginnings an account is found: each member from each of its first eight words on. */
export function searchTerms(named: Named): readonly string[] {
  const terms = detailMembers.flatMap((member) => {
    const words = wordsOf(named[member] ?? '');
    return words.slice(0, wordsMax).map((_word, at) => cut(words.slice(at)));
  });
  return [...new Set(terms)];
}

/** The term that a search is for: letters and digits, small and without accents. Empty where it has none. */
export function searchTerm(typed: string): string {
  return cut(wordsOf(typed));
}

function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function cut(words: readonly string[]): string {
  return [...words.join(' ')].slice(0, termMax).join('').trimEnd();
}
