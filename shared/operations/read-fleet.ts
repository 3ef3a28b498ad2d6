/**
 * A page of the fleet. Which accounts are on it follows from their ranks, which are rough and may lag behind by moments;
 * what it says of them is read from the accounts themselves and holds as of now. A page is in the order of its own figures.
 */
import { done, invalid, type Outcome } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import type { FleetOrder } from '../domain/projections/fleet.ts';
import { facetRange } from '../domain/projections/fleet-facets.ts';
import { compareLines, type FleetLine } from '../domain/projections/fleet-line.ts';
import type { FleetFacet } from '../domain/projections/fleet-places.ts';
import { stretchOf } from '../storage/fleet-numbers.ts';
import type { FleetPosition } from '../storage/fleet-shards.ts';
import type { CreditStore } from '../storage/store.ts';
import { type CountedFacet, countFacets } from './reading/count-facets.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';
import { findAccounts } from './reading/find-accounts.ts';
import { fleetLines } from './reading/fleet-lines.ts';

/** The accounts that are asked for, in which order. */
export type FleetOrdering =
  | { readonly by: FleetOrder }
  | { readonly by: 'id'; readonly prefix: string }
  | { readonly by: 'found'; readonly search: string }
  | { readonly by: 'facet'; readonly facet: FleetFacet };

export type FleetQuestion = FleetOrdering & {
  readonly limit: number;
  readonly cursor?: string;
  /** Counts the accounts of each facet, too. */
  readonly isCounted?: boolean;
};

export interface FleetPage {
  readonly lines: readonly FleetLine[];
  readonly nextCursor?: string;
  /** True of a search that may find others, too. */
  readonly isMore?: boolean;
  readonly facets?: readonly CountedFacet[];
}

export async function readFleet(
  store: CreditStore,
  question: FleetQuestion,
  nowMs: number,
): Promise<Outcome<FleetPage>> {
  const { cursor, isCounted, limit, ...by } = question;
  const scope = { list: 'fleet', ...by };
  const position = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  if (cursor !== undefined && position === undefined)
    return invalid('cursor', 'must be the nextCursor of a page in this order');
  const [page, facets] = await Promise.all([
    pageOf(store, question, { position, nowMs }),
    isCounted ? countFacets(store, nowMs) : undefined,
  ]);
  const { lines, isMore, last } = page;
  const nextCursor = last === undefined ? undefined : encodeCursor(last, scope);
  return done({ lines, ...present({ nextCursor, isMore, facets }) });
}

interface Page {
  readonly lines: readonly FleetLine[];
  readonly isMore?: boolean;
  /** The position that the next page follows. */
  readonly last?: string;
}

async function pageOf(
  store: CreditStore,
  question: FleetQuestion,
  { position, nowMs }: { readonly position: string | undefined; readonly nowMs: number },
): Promise<Page> {
  const { limit } = question;
  switch (question.by) {
    case 'found': {
      const { accountIds, isMore } = await findAccounts(store, question.search, limit);
      return { lines: await fleetLines(store, accountIds, nowMs), isMore };
    }
    case 'id': {
      const accountIds = await store.fleet.byId(question.prefix, { limit, ...present({ after: position }) });
      const last = accountIds.length < limit ? undefined : accountIds.at(-1);
      return { lines: await fleetLines(store, accountIds, nowMs), ...present({ last }) };
    }
    case 'facet':
      return ofFacet(store, question, { position, nowMs });
    default: {
      const { by } = question;
      const after = position === undefined ? undefined : fleetPositionOf(position);
      const found = await store.fleet.inOrder(by, { limit, ...present({ after }) });
      const lines = (await fleetLines(store, idsOf(found), nowMs)).toSorted(compareLines[by]);
      return { lines, ...present({ last: lastOf(found, limit) }) };
    }
  }
}

/** A page of a facet's accounts. Those that are of it no more by now, which is told of moments later, are on it as they are. */
async function ofFacet(
  store: CreditStore,
  { facet, limit }: { readonly facet: FleetFacet; readonly limit: number },
  { position, nowMs }: { readonly position: string | undefined; readonly nowMs: number },
): Promise<Page> {
  if (facet === 'quarantined') {
    const quarantined = (await store.quarantined()).map(({ accountId }) => accountId);
    const following = quarantined.filter((accountId) => position === undefined || accountId > position);
    const accountIds = following.slice(0, limit);
    const last = following.length > limit ? accountIds.at(-1) : undefined;
    return { lines: await fleetLines(store, accountIds, nowMs), ...present({ last }) };
  }
  const after = position === undefined ? undefined : fleetPositionOf(position);
  const found = await store.fleet.inOrder(stretchOf(facetRange(facet, nowMs)), { limit, ...present({ after }) });
  return { lines: await fleetLines(store, idsOf(found), nowMs), ...present({ last: lastOf(found, limit) }) };
}

function idsOf(found: readonly FleetPosition[]): readonly string[] {
  return found.map(({ accountId }) => accountId);
}

function lastOf(found: readonly FleetPosition[], limit: number): string | undefined {
  const last = found.length < limit ? undefined : found.at(-1);
  return last && `${last.number}.${last.accountId}`;
}

function fleetPositionOf(position: string): FleetPosition {
  const dot = position.indexOf('.');
  return { number: Number(position.slice(0, dot)), accountId: position.slice(dot + 1) };
}
