import type * as z from 'zod/mini';
import type { ProblemCode } from '../answers/problem-code.ts';
import type { Permitting } from './permission.ts';
import type { ForPeople } from './roles.ts';
import type { Weight } from './weight.ts';

/** The rights that a route may have in the table. Nothing else is granted to the function that answers it. */
export const tableRights = [
  'read-accounts',
  'change-accounts',
  'claim-payments',
  'claim-promotions',
  'keep-checkouts',
  'read-customers',
  'link-customers',
  'read-top-ups',
  'tell-top-ups',
  'read-index',
  'read-usage',
  'keep-sums',
  'read-fleet',
  'read-details',
  'keep-details',
  'find-accounts',
  'read-health',
  'lift-quarantines',
  'watch-accounts',
  'read-brakes',
  'keep-brakes',
  'read-catalogue',
  'publish-catalogue',
  'read-promotions',
  'publish-promotions',
  'read-keys',
  'keep-keys',
  'read-endpoints',
  'keep-endpoints',
  'move-clocks',
] as const;

/**
 * - `read-accounts`, `change-accounts`: an account's item and its ledger. Nothing is ever deleted of either.
 * - `claim-payments`: which account a payment buys for, to read and to write.
 * - `claim-promotions`: the budgets of promotion codes, to read and to write.
 * - `keep-checkouts`: checkouts that were made, to read and to write, and the customers that accounts are.
 * - `read-customers`: the customers that accounts are.
 * - `read-top-ups`, `tell-top-ups`: requests for automatic top-ups, and what became of them.
 * - `read-index`: which accounts there are, and what is due.
 * - `read-usage`: roll-ups, and how far they go.
 * - `keep-sums`: sums of a ledger, to read and to write: what is lost of them is made anew.
 * - `read-fleet`: account ids in order of state, balance and burn.
 * - `read-details`, `keep-details`: names and external ids of accounts, which no charge reads.
 * - `find-accounts`: the directory of names, and which account a payment or a customer is of.
 * - `read-health`: what was put aside, and what the last audit found.
 * - `lift-quarantines`: the list of accounts that nothing changes until people have looked, to write.
 * - `watch-accounts`: the list of those whose balance is a metric, to read and to write.
 * - `read-brakes`, `keep-brakes`: what the brakes of accounts watch.
 * - `read-catalogue`, `publish-catalogue`: plans and rate cards.
 * - `read-promotions`, `publish-promotions`: promotion codes.
 * - `read-keys`, `keep-keys`: API keys, whose secrets are hashes.
 * - `read-endpoints`, `keep-endpoints`: endpoints with the secrets that sign, and the log of what was delivered to them.
 * - `move-clocks`: how far ahead clocks of test accounts are, to write.
 */
export type TableRight = (typeof tableRights)[number];

/** Parts of the service that a stage asks for, and that bring routes. */
export type RoutePart = 'news' | 'projects';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** One entry of the route table: everything that the handlers, the local service, the CLI, the OpenAPI document and the stacks need to know. */
export interface Route<
  Params extends z.ZodMiniType = z.ZodMiniType,
  Query extends z.ZodMiniType = z.ZodMiniType,
  Body extends z.ZodMiniType | undefined = z.ZodMiniType | undefined,
  Answer extends z.ZodMiniType = z.ZodMiniType,
> extends Permitting,
    ForPeople {
  /** The operation's stem: also the handler's file, the CLI verb and the metric dimension. */
  readonly id: string;
  readonly method: Method;
  /** As API Gateway writes it: `/accounts/{accountId}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly weight: Weight;
  readonly reaches: readonly TableRight[];
  /** Where the body names accounts: itself, or in each of its debits. Left out where the path does, or nothing does. */
  readonly accountsInBody?: 'one' | 'debits';
  /** The part of the service that it is of, and is deployed with: left out of those that are always there. */
  readonly part?: RoutePart;
  /** True when the request changes an account and therefore carries an Idempotency-Key (R7). */
  readonly isChange: boolean;
  /** True of a read whose answer stays the same while nothing happens: it has an entity tag, and is 304 to whoever has it. */
  readonly isTagged?: true;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Describes the body, where its parts are judged one by one and not with it. */
  readonly bodyShape?: z.ZodMiniType;
  /** True where the body may be left out: it counts as an empty object. */
  readonly isBodyOptional?: true;
  readonly bodyMaxBytes: number;
  readonly answer: {
    readonly status: 200 | 201;
    readonly description: string;
    readonly schema: Answer;
    /** Other forms that the same answer has on request. */
    readonly other?: readonly {
      readonly contentType: 'text/csv' | 'application/x-ndjson';
      readonly example: string;
    }[];
  };
  /** The refusals that this operation knows, besides what any request may meet. */
  readonly refusals: readonly ProblemCode[];
  readonly example: {
    readonly params?: Readonly<Record<string, string | number>>;
    readonly body?: unknown;
  };
}

/** Keeps the schemas' own types, so that a handler's command and a client's answer have them. */
export function defineRoute<
  Params extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType | undefined,
  Answer extends z.ZodMiniType,
>(route: Route<Params, Query, Body, Answer>): Route<Params, Query, Body, Answer> {
  return route;
}

/** Tells whether any session may call it. */
export function isForPeople({ audience }: Route): boolean {
  return audience !== 'none';
}

/** Tells whether an API key may reach it. No key makes keys. */
export function isForKeys({ permission }: Route): boolean {
  return permission !== 'keys';
}

/** Room for an honest request, above the longest strings that fields refuse by name. */
export const bodyUsualBytes = 64 * 1024;
