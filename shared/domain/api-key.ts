/**
 * API keys: what lets in whoever has no AWS credentials. A key has permissions, the accounts that it reaches, and an end; its secret is known to its
 * holder alone, and kept as a hash.
 */

import type { KeyPermission } from './key-permission.ts';
import { dayMs } from './time.ts';

/** The accounts that a key reaches: those that are named, and those whose ids begin so. All of them where neither is said. */
export interface KeyReach {
  readonly accountIds?: readonly string[];
  readonly accountPrefix?: string;
}

export interface ApiKey extends KeyReach {
  readonly keyId: string;
  /** For people to tell keys by. */
  readonly name: string;
  readonly permissions: readonly KeyPermission[];
  readonly createdAtMs: number;
  /** From this instant on it lets nobody in; never when left out. */
  readonly expiresAtMs?: number;
  readonly revokedAtMs?: number;
  readonly secret: KeptSecret;
  /** Those before it that are taken still, the newest first. */
  readonly formerSecrets: readonly FormerSecret[];
}

export interface KeptSecret {
  /** See `keyHash`. */
  readonly hash: string;
  readonly madeAtMs: number;
}

export interface FormerSecret extends KeptSecret {
  /** From this instant on it is not taken. */
  readonly endsAtMs: number;
}

/** A key names so many accounts at the most; more are reached by a prefix. */
export const keyAccountsMax = 50;
/** So many secrets from before are taken beside the newest: a rotation whose answer was lost is asked for again, and ends none in use. */
export const formerSecretsMax = 4;
/** A secret that was rotated is taken so long at the most. */
export const secretOverlapMaxMs = 7 * dayMs;

export const keyStates = ['active', 'expired', 'revoked'] as const;
export type KeyState = (typeof keyStates)[number];

export function keyStateAt({ revokedAtMs, expiresAtMs }: ApiKey, nowMs: number): KeyState {
  if (revokedAtMs !== undefined) return 'revoked';
  return expiresAtMs !== undefined && expiresAtMs <= nowMs ? 'expired' : 'active';
}

/** The hashes of the secrets that let somebody in at an instant. */
export function hashesTaken(key: ApiKey, nowMs: number): readonly string[] {
  if (keyStateAt(key, nowMs) !== 'active') return [];
  return [key.secret, ...formerSecretsAt(key, nowMs)].map(({ hash }) => hash);
}

export function formerSecretsAt({ formerSecrets }: ApiKey, nowMs: number): readonly FormerSecret[] {
  return formerSecrets.filter(({ endsAtMs }) => endsAtMs > nowMs);
}

export function reaches({ accountIds, accountPrefix }: KeyReach, accountId: string): boolean {
  if (accountIds === undefined && accountPrefix === undefined) return true;
  return (
    accountIds?.includes(accountId) === true || (accountPrefix !== undefined && accountId.startsWith(accountPrefix))
  );
}

/** Tells whether it reaches every account, and with them what concerns the service. */
export function reachesAll({ accountIds, accountPrefix }: KeyReach): boolean {
  return accountIds === undefined && accountPrefix === undefined;
}

export interface Rotated {
  readonly hash: string;
  readonly overlapMs: number;
  readonly nowMs: number;
}

/** The key with another secret. Those before it are taken for `overlapMs` more at the most: without any, none of them is. */
export function rotated(key: ApiKey, { hash, overlapMs, nowMs }: Rotated): ApiKey {
  const endsAtMs = nowMs + overlapMs;
  const before = [{ ...key.secret, endsAtMs }, ...formerSecretsAt(key, nowMs)];
  const formerSecrets = before
    .map((each) => ({ ...each, endsAtMs: Math.min(each.endsAtMs, endsAtMs) }))
    .filter((each) => each.endsAtMs > nowMs)
    .slice(0, formerSecretsMax);
  return { ...key, secret: { hash, madeAtMs: nowMs }, formerSecrets };
}
