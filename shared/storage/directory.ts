/** Words by which accounts are found, an item for each that a search may begin at, in a partition for each first character. */
import * as z from 'zod/mini';
import { directoryKey, directoryPk } from './detail-keys.ts';
import { parse } from './parse.ts';
import { StoreUnavailable, type Table } from './table.ts';

interface Listed {
  readonly version: number;
  /** Seconds at which DynamoDB may forget it. Left out while it is the account's. */
  readonly ttl?: number;
}

/** Above every text that a term goes on with. */
const last = '\u{10ffff}';
/** Items that a search looks at: accounts may be found by several words, or by one that is theirs no more. */
const lookedAtMax = 200;

/** Stores the terms of an account under a version of its details, over older ones alone. */
export async function listTerms(
  table: Table,
  { accountId, terms }: { readonly accountId: string; readonly terms: readonly string[] },
  listed: Listed,
): Promise<void> {
  const stored = terms.map(async (term) => {
    const item = { ...directoryKey(term, accountId), accountId, ...listed };
    const { kind } = await table.put(item, { kind: 'older', version: listed.version });
    if (kind === 'in-doubt') throw new StoreUnavailable('it is not known whether a name was listed');
  });
  await Promise.all(stored);
}

/** Accounts listed under terms that begin so, in the order of these; `isWhole` where no others are. */
export async function listedUnder(
  table: Table,
  term: string,
): Promise<{ readonly accountIds: readonly string[]; readonly isWhole: boolean }> {
  const range = {
    pk: directoryPk(term),
    from: term,
    to: `${term}${last}`,
    order: 'ascending',
    limit: lookedAtMax,
  } as const;
  const items = await table.query(range);
  const accountIds = items.map((item) => parse(storedTerm, item, 'a term of the directory').accountId);
  return { accountIds: [...new Set(accountIds)], isWhole: items.length < lookedAtMax };
}

const storedTerm = z.object({ accountId: z.string() });
