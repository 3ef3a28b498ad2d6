/**
 * Names and external ids of accounts, each account's in an item of its own, and a directory by which they are found. The directory is a hint:
 * a search takes what the account's own item says. Terms are stored before the account says them and taken away after it has ceased to, both under the version of the item, so whichever of
 * two writers comes last, a term that the account has is never taken away. Nothing here is deleted: a term that is out is given to DynamoDB to
 * forget.
 */
import * as z from 'zod/mini';
import {
  type AccountDetails,
  detailMembers,
  noDetails,
  searchTerm,
  searchTerms,
} from '../domain/account/account-details.ts';
import { present } from '../domain/present.ts';
import { detailsKey } from './detail-keys.ts';
import { listedUnder, listTerms } from './directory.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import type { Item } from './table-keys.ts';

export interface AccountDetailsStore {
  /** An account of which nothing is known has none. Eventually consistent. */
  read(accountId: string): Promise<AccountDetails>;
  /** Reads those of many, by id: those of which nothing is known are left out. */
  readMany(accountIds: readonly string[]): Promise<ReadonlyMap<string, AccountDetails>>;
  /** Changes them as often as others change them meanwhile. The very same ones are not written again. */
  rewrite(
    accountId: string,
    nowMs: number,
    change: (details: AccountDetails) => AccountDetails,
  ): Promise<AccountDetails>;
  /** Accounts that have a word from which on they begin so, in the order of that; `isMore` where there may be others. */
  find(typed: string, limit: number): Promise<{ readonly accountIds: readonly string[]; readonly isMore: boolean }>;
}

const triesMax = 20;
export function createAccountDetails(table: Table): AccountDetailsStore {
  async function load(accountId: string, isEventual: boolean): Promise<Versioned> {
    const item = await table.get(detailsKey(accountId), { isEventual });
    return item === undefined ? { details: noDetails, version: 0 } : decode(item);
  }

  async function readMany(accountIds: readonly string[]): Promise<ReadonlyMap<string, AccountDetails>> {
    const items = await table.getMany(accountIds.map(detailsKey));
    const byKey = new Map(items.map((item) => [item.pk, decode(item).details]));
    return new Map(
      accountIds.flatMap((accountId) => {
        const details = byKey.get(detailsKey(accountId).pk);
        return details === undefined ? [] : [[accountId, details] as const];
      }),
    );
  }

  async function rewrite(
    accountId: string,
    nowMs: number,
    change: (details: AccountDetails) => AccountDetails,
  ): Promise<AccountDetails> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const { details, version } = await load(accountId, false);
      const next = change(details);
      if (next === details) return details;
      const [before, after] = [searchTerms(details), searchTerms(next)];
      await listTerms(table, { accountId, terms: after }, { version: version + 1 });
      const outcome = await table.put(
        { ...detailsKey(accountId), ...encode(next), version: version + 1 },
        version === 0 ? { kind: 'absent' } : { kind: 'version', version },
      );
      if (outcome.kind !== 'stored') continue;
      const gone = before.filter((term) => !after.includes(term));
      await listTerms(table, { accountId, terms: gone }, { version: version + 1, ttl: Math.floor(nowMs / 1000) });
      return next;
    }
    throw new StoreUnavailable('the details of an account were too busy');
  }

  async function find(typed: string, limit: number): Promise<{ accountIds: readonly string[]; isMore: boolean }> {
    const term = searchTerm(typed);
    if (term === '') return { accountIds: [], isMore: false };
    const { accountIds: listed, isWhole } = await listedUnder(table, term);
    const known = await readMany(listed);
    const found = listed.filter((accountId) =>
      searchTerms(known.get(accountId) ?? {}).some((each) => each.startsWith(term)),
    );
    return { accountIds: found.slice(0, limit), isMore: !isWhole || found.length > limit };
  }

  return { read: async (accountId) => (await load(accountId, true)).details, readMany, rewrite, find };
}

interface Versioned {
  readonly details: AccountDetails;
  readonly version: number;
}

const storedDetails = z.object({
  name: z.optional(z.string()),
  externalId: z.optional(z.string()),
  changes: z.array(
    z.object({
      atMs: whole,
      caller: z.string(),
      actor: z.optional(z.string()),
      members: z.array(z.enum(detailMembers)),
    }),
  ),
  version: whole,
});

function encode({ name, externalId, changes }: AccountDetails): Readonly<Record<string, unknown>> {
  return { ...present({ name, externalId }), changes };
}

function decode(item: Item): Versioned {
  const { name, externalId, changes, version } = parse(storedDetails, item, 'the details of an account');
  const told = changes.map(({ actor, ...each }) => ({ ...each, ...present({ actor }) }));
  return { details: { ...present({ name, externalId }), changes: told }, version };
}
