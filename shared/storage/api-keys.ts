/** API keys, each an item of its own; beside it when it was last used. */
import * as z from 'zod/mini';
import type { ApiKey } from '../domain/api-key.ts';
import { keyPermissions } from '../domain/key-permission.ts';
import { present } from '../domain/present.ts';
import { hourMs } from '../domain/time.ts';
import { apiKeyKey, apiKeyUseKey } from './api-key-keys.ts';
import { parse } from './parse.ts';
import { whole } from './stored-parts.ts';
import { StoreUnavailable, type Table } from './table.ts';
import type { Item } from './table-keys.ts';

/** A key, and when it let somebody in last: to an hour or so. */
export interface UsedKey {
  readonly key: ApiKey;
  readonly lastUsedAtMs?: number;
}

export interface ApiKeys {
  create(key: ApiKey): Promise<void>;
  read(keyId: string): Promise<UsedKey | undefined>;
  /** In the order of their ids. */
  list(page: {
    readonly limit: number;
    readonly after?: string;
  }): Promise<{ readonly keys: readonly UsedKey[]; readonly next?: string }>;
  /**
   * The key as `change` leaves it, or as it is where that answers the same; undefined where there is none. A change that was stored
   * without an answer is asked for again, of what it left.
   */
  rewrite(keyId: string, change: (key: ApiKey) => ApiKey): Promise<UsedKey | undefined>;
  /** Keeps that it was used now, once an hour: it is for people, and nothing is decided by it. */
  markUsed(used: UsedKey, nowMs: number): Promise<void>;
}

const usesKeptMs = hourMs;
const triesMax = 20;

export function createApiKeys(table: Table): ApiKeys {
  const load = async (keyId: string): Promise<(UsedKey & { readonly version: number }) | undefined> => {
    const items = await table.getMany([apiKeyKey(keyId), apiKeyUseKey(keyId)]);
    const item = items.find(({ pk }) => pk === apiKeyKey(keyId).pk);
    return item && { ...decode(item), ...useIn(items, keyId) };
  };
  return {
    create: async (key) => {
      const { kind } = await table.put(encode(key, 1), { kind: 'absent' });
      if (kind !== 'stored') throw new StoreUnavailable('it is not known whether the key was stored');
    },
    read: load,
    list: async ({ limit, after = '' }) => {
      const { pk, sk } = apiKeyKey(after);
      // A blank more than the id that the page before ended with: the first one after it.
      const items = await table.query({ pk, from: `${sk} `, to: '~', order: 'ascending', limit });
      const uses = await table.getMany(items.map((item) => apiKeyUseKey(item.sk)));
      const keys = items.map((item) => ({ ...decode(item), ...useIn(uses, item.sk) }));
      const next = items.length < limit ? undefined : items.at(-1)?.sk;
      return { keys, ...present({ next }) };
    },
    rewrite: async (keyId, change) => {
      for (let tries = 0; tries < triesMax; tries += 1) {
        const known = await load(keyId);
        if (known === undefined) return undefined;
        const { version, key } = known;
        const changed = change(key);
        if (changed === key) return known;
        const outcome = await table.put(encode(changed, version + 1), { kind: 'version', version });
        if (outcome.kind === 'stored') return { ...known, key: changed };
      }
      throw new StoreUnavailable('the key was too busy');
    },
    markUsed: async ({ key: { keyId }, lastUsedAtMs = 0 }, nowMs) => {
      if (nowMs - lastUsedAtMs < usesKeptMs) return;
      await table.put(
        { ...apiKeyUseKey(keyId), lastUsedAtMs: nowMs, expiresAtMs: nowMs + usesKeptMs },
        { kind: 'absent-or-expired', nowMs },
      );
    },
  };
}

const storedSecret = { hash: z.string(), madeAtMs: whole };
const storedKey = z.object({
  name: z.string(),
  permissions: z.array(z.enum(keyPermissions)),
  accountIds: z.optional(z.array(z.string())),
  accountPrefix: z.optional(z.string()),
  createdAtMs: whole,
  endsAtMs: z.optional(whole),
  revokedAtMs: z.optional(whole),
  secret: z.object(storedSecret),
  formerSecrets: z.array(z.object({ ...storedSecret, endsAtMs: whole })),
  version: whole,
});
const storedUse = z.object({ lastUsedAtMs: whole });

function encode({ keyId, expiresAtMs, ...key }: ApiKey, version: number): Item {
  return { ...apiKeyKey(keyId), ...key, ...present({ endsAtMs: expiresAtMs }), version };
}

function decode(item: Item): { readonly key: ApiKey; readonly version: number } {
  const { version, endsAtMs, accountIds, accountPrefix, revokedAtMs, ...key } = parse(storedKey, item, 'an API key');
  const told = present({ expiresAtMs: endsAtMs, accountIds, accountPrefix, revokedAtMs });
  return { key: { keyId: item.sk, ...key, ...told }, version };
}

function useIn(items: readonly Item[], keyId: string): { readonly lastUsedAtMs?: number } {
  const { pk } = apiKeyUseKey(keyId);
  const item = items.find((each) => each.pk === pk && each.sk === keyId);
  return item === undefined ? {} : parse(storedUse, item, 'the use of an API key');
}
