import { done, invalid, type Outcome } from '../domain/decisions/outcome.ts';
import type { AccountStore } from '../storage/account-store.ts';
import type { DuePosition } from '../storage/upkeep.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';

export interface AccountPage {
  readonly accountIds: readonly string[];
  readonly nextCursor?: string;
}

export async function listAccounts(
  store: AccountStore,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<Outcome<AccountPage>> {
  const position = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  if (cursor !== undefined && position === undefined) return invalid('cursor', 'must be the nextCursor of a page');
  const after = position === undefined ? {} : { after: duePositionOf(position) };
  const page = await store.listAccounts({ limit, ...after, isClosedToo: false });
  const last = page.at(-1);
  const accountIds = page.map(({ accountId }) => accountId);
  if (last === undefined || page.length < limit) return done({ accountIds });
  return done({ accountIds, nextCursor: encodeCursor(`${last.dueAtMs}.${last.accountId}`, scope) });
}

const scope = { list: 'accounts' };

function duePositionOf(position: string): DuePosition {
  const dot = position.indexOf('.');
  return { dueAtMs: Number(position.slice(0, dot)), accountId: position.slice(dot + 1) };
}
