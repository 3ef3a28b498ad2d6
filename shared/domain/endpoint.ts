/** Endpoints: where news is delivered to, and which news. */
import { type KeyReach, reaches } from './api-key.ts';
import type { EndpointSecrets } from './endpoint-secret.ts';
import { entryNewsType, type News, testNewsType } from './news.ts';
import type { NewsForm } from './news-body.ts';
import { present } from './present.ts';
import { dayMs } from './time.ts';

/** The news that is delivered: of which types and of which accounts. All accounts where neither ids nor a prefix is said. */
export interface EndpointFilter extends KeyReach {
  /** All types but entries when left out: those are delivered where they are named. */
  readonly eventTypes?: readonly string[];
}

export interface Disabled {
  readonly atMs: number;
  readonly reason: DisabledReason;
}

export interface Disabling extends Disabled {
  /** Since when no try had succeeded, where none did. */
  readonly failingSinceMs?: number;
}

export interface Endpoint extends EndpointFilter, EndpointSecrets {
  readonly endpointId: string;
  /** For people to tell endpoints by. */
  readonly name: string;
  readonly form: NewsForm;
  /** Where to; left out of the form `email`, which goes to the deployment's topic. */
  readonly url?: string;
  readonly createdAtMs: number;
  /** Nothing is delivered from then on: what comes is listed as skipped, and can be sent once it is enabled again. */
  readonly disabled?: Disabled;
  /** Disablings that the bus hasn't been told of yet. Those that are told are forgotten, whatever became of the endpoint since. */
  readonly untold?: readonly Disabling[];
  /** Since when no try succeeds; left out where the last one did. */
  readonly failingSinceMs?: number;
}

export const disabledReasons = ['by-hand', 'failing', 'gone'] as const;

/**
 * - `by-hand`: an operator disabled it.
 * - `failing`: no delivery succeeded for five days.
 * - `gone`: its receiver answered 410, by which it asks for no more.
 */
export type DisabledReason = (typeof disabledReasons)[number];

/** A deployment has so many at the most. */
export const endpointsMax = 500;
/** An endpoint that fails for so long is disabled. */
export const failingMaxMs = 5 * dayMs;
/** A delivery is tried so often before its failure disables anything: after a quiet week one failure is not days of them. */
const ownTriesMin = 4;

export function wants(endpoint: Endpoint, { type, accountId }: Pick<News, 'type' | 'accountId'>): boolean {
  const { eventTypes } = endpoint;
  const isType = eventTypes === undefined ? type !== entryNewsType : eventTypes.includes(type);
  if (type === testNewsType) return false;
  return isType && (accountId === undefined ? isOfAll(endpoint) : reaches(endpoint, accountId));
}

/** News of no account is for those who have the news of all. */
function isOfAll({ accountIds, accountPrefix }: KeyReach): boolean {
  return accountIds === undefined && accountPrefix === undefined;
}

/** The endpoint, taking nothing from now on, and the bus yet to be told. */
export function disable(endpoint: Endpoint, { atMs, reason }: Disabled): Endpoint {
  const { failingSinceMs, untold = [] } = endpoint;
  return {
    ...endpoint,
    disabled: { atMs, reason },
    untold: [...untold, { atMs, reason, ...present({ failingSinceMs }) }],
  };
}

/** The endpoint once the bus was told of some disablings. */
export function toldOf({ untold = [], ...endpoint }: Endpoint, told: readonly Disabling[]): Endpoint {
  const left = untold.filter(({ atMs }) => !told.some((each) => each.atMs === atMs));
  return left.length === 0 ? endpoint : { ...endpoint, untold: left };
}

/** The outcome of a try as its endpoint remembers it. */
export interface EndpointTry {
  readonly isDelivered: boolean;
  readonly isGone: boolean;
  /** How often this delivery has been tried, this time included. */
  readonly tries: number;
  readonly nowMs: number;
}

/** The endpoint after a try; the very same where nothing changes. One that is disabled stays so. */
export function afterTry(endpoint: Endpoint, { isDelivered, isGone, tries, nowMs }: EndpointTry): Endpoint {
  if (endpoint.disabled !== undefined) return endpoint;
  const { failingSinceMs } = endpoint;
  if (isDelivered) return failingSinceMs === undefined ? endpoint : enabled(endpoint);
  if (isGone) return disable(endpoint, { atMs: nowMs, reason: 'gone' });
  if (failingSinceMs === undefined) return { ...endpoint, failingSinceMs: nowMs };
  const isLong = nowMs - failingSinceMs >= failingMaxMs && tries >= ownTriesMin;
  return isLong ? disable(endpoint, { atMs: nowMs, reason: 'failing' }) : endpoint;
}

/** The endpoint as one that delivers, whatever was before. */
export function enabled({ disabled: _disabled, failingSinceMs: _failing, ...endpoint }: Endpoint): Endpoint {
  return endpoint;
}
