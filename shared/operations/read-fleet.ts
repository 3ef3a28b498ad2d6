/**
 * A page of the fleet. Which accounts are on it follows from their ranks, which are rough and may lag behind by moments;
 * what it says of them is read from the accounts themselves and holds as of now. A page is in the order of its own figures.
 */
import { balanceOf, stateOf } from '../domain/account/account.ts';
import { noDetails } from '../domain/account/account-details.ts';
import { microcredits } from '../domain/amount.ts';
import { planAt } from '../domain/catalogue/plan.ts';
import { done, invalid, type Outcome } from '../domain/decisions/outcome.ts';
import { present } from '../domain/present.ts';
import { burnAt, type FleetOrder, levelOf, newMember } from '../domain/projections/fleet.ts';
import { compareLines, type FleetAccount, type FleetLine } from '../domain/projections/fleet-line.ts';
import type { Projection } from '../domain/projections/projection.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import type { FleetPosition } from '../storage/fleet.ts';
import type { CreditStore } from '../storage/store.ts';
import { bringCurrent } from './reading/bring-current.ts';
import { bringInQuarantine } from './reading/current-account.ts';
import { decodeCursor, encodeCursor } from './reading/cursor.ts';
import { findAccounts } from './reading/find-accounts.ts';

export type FleetQuestion = {
  readonly limit: number;
  readonly cursor?: string;
} & (
  | { readonly by: FleetOrder }
  | { readonly by: 'id'; readonly prefix: string }
  | { readonly by: 'found'; readonly search: string }
);

export interface FleetPage {
  readonly lines: readonly FleetLine[];
  readonly nextCursor?: string;
  /** True of a search that may find others, too. */
  readonly isMore?: boolean;
}

export async function readFleet(
  store: CreditStore,
  question: FleetQuestion,
  nowMs: number,
): Promise<Outcome<FleetPage>> {
  const { by, limit, cursor } = question;
  if (by === 'found') {
    const { accountIds, isMore } = await findAccounts(store, question.search, limit);
    return done({ lines: await linesOf(store, accountIds, nowMs), isMore });
  }
  const scope = { list: 'fleet', by, ...(by === 'id' ? { prefix: question.prefix } : {}) };
  const position = cursor === undefined ? undefined : decodeCursor(cursor, scope);
  if (cursor !== undefined && position === undefined)
    return invalid('cursor', 'must be the nextCursor of a page in this order');
  if (by === 'id') {
    const after = position === undefined ? {} : { after: position };
    const accountIds = await store.fleet.byId(question.prefix, { limit, ...after });
    const lines = await linesOf(store, accountIds, nowMs);
    return done(pageOf(lines, accountIds.length < limit ? undefined : accountIds.at(-1), scope));
  }
  const after = position === undefined ? {} : { after: fleetPositionOf(position) };
  const found = await store.fleet.inOrder(by, { limit, ...after });
  const accountIds = found.map(({ accountId }) => accountId);
  const lines = (await linesOf(store, accountIds, nowMs)).toSorted(compareLines[by]);
  const last = found.length < limit ? undefined : found.at(-1);
  return done(pageOf(lines, last && `${last.number}.${last.accountId}`, scope));
}

function pageOf(lines: readonly FleetLine[], position: string | undefined, scope: object): FleetPage {
  return position === undefined ? { lines } : { lines, nextCursor: encodeCursor(position, scope) };
}

function fleetPositionOf(position: string): FleetPosition {
  const dot = position.indexOf('.');
  return { number: Number(position.slice(0, dot)), accountId: position.slice(dot + 1) };
}

async function linesOf(
  store: CreditStore,
  accountIds: readonly string[],
  nowMs: number,
): Promise<readonly FleetLine[]> {
  const [accounts, projections, details] = await Promise.all([
    store.readAccounts(accountIds),
    store.projections.readMany(accountIds),
    store.details.readMany(accountIds),
  ]);
  return Promise.all(
    accountIds
      .filter((accountId) => accounts.has(accountId))
      .map(async (accountId): Promise<FleetLine> => {
        const loaded = accounts.get(accountId);
        if (loaded === undefined) return { kind: 'unreadable', accountId };
        const { name, externalId, changes } = details.get(accountId) ?? noDetails;
        const figures = await lineOf(store, loaded, projections.get(accountId), nowMs);
        return { kind: 'read', account: { ...figures, ...present({ name, externalId, named: changes[0] }) } };
      }),
  );
}

async function lineOf(
  store: CreditStore,
  loaded: LoadedAccount,
  projection: Projection | undefined,
  nowMs: number,
): Promise<FleetAccount> {
  const isQuarantined = loaded.quarantine !== undefined;
  const current = await (isQuarantined ? bringInQuarantine : bringCurrent)(store, loaded, nowMs);
  const { account, plans, quarantine } = current;
  const { accountId, planId, cycle, exhaustedSinceMs } = account;
  const balance = balanceOf(account);
  const state = stateOf(account, quarantine);
  const thresholds = planAt(plans, planId, current.nowMs)?.lowBalanceThresholds ?? [];
  // A cycle that has begun since starts with what is available now.
  const member = projection?.cycle.index === cycle.index ? projection.member : undefined;
  const peak = member === undefined || balance.available > member.peak ? balance.available : member.peak;
  return {
    accountId,
    planId,
    state,
    level: account.closedAtMs !== undefined ? 'closed' : levelOf(balance.available, thresholds),
    isQuarantined,
    available: balance.available,
    held: balance.held,
    overrun: balance.overrun,
    peak,
    burn: microcredits(burnAt(projection?.member ?? newMember, current.nowMs)),
    ...(exhaustedSinceMs === undefined || account.closedAtMs !== undefined ? {} : { exhaustedSinceMs }),
    renewsAtMs: cycle.endMs,
    changedAtMs: account.lastAtMs,
  };
}
