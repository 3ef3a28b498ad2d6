/// <reference types="zod-openapi" />
/** An API key as operators see it: never its secret, but once. */
import * as z from 'zod/mini';
import { type ApiKey, formerSecretsAt, keyStateAt, keyStates } from '../../domain/api-key.ts';
import { keyPermissions } from '../../domain/key-permission.ts';
import { instant as instantText } from '../../domain/ledger/public-form.ts';
import { type AnswerOf, instant, nextCursor, text } from './answer-parts.ts';

export const apiKey = z
  .strictObject({
    keyId: text,
    name: text,
    permissions: z.array(z.enum(keyPermissions)),
    accountIds: z.optional(
      z.array(text).check(z.meta({ description: 'The accounts that it reaches, besides those of its prefix.' })),
    ),
    accountPrefix: z.optional(
      text.check(
        z.meta({ description: 'It reaches the accounts whose ids begin with it. All of them where neither is said.' }),
      ),
    ),
    state: z.enum(keyStates),
    createdAt: instant,
    expiresAt: z.optional(instant),
    revokedAt: z.optional(instant),
    secretMadeAt: instant,
    formerSecretsEndAt: z.optional(
      instant.check(z.meta({ description: 'Until then a secret from before the last rotation is taken, too.' })),
    ),
    lastUsedAt: z.optional(
      instant.check(
        z.meta({ description: 'When it last let somebody in, to an hour or so. Left out of one that never did.' }),
      ),
    ),
  })
  .check(z.meta({ id: 'ApiKey' }));

export const apiKeyPage = z.strictObject({ keys: z.array(apiKey), nextCursor });

export const shownApiKey = z.strictObject({
  key: text.check(
    z.meta({
      description:
        'What the holder sends as `Authorization: Bearer <key>`. It is told this once, and kept nowhere: scanners for secrets know it by `credits_key_[0-9A-Za-z]{16}_[0-9A-Za-z]{38}`.',
    }),
  ),
  apiKey,
});

interface ToldKey {
  readonly key: ApiKey;
  readonly lastUsedAtMs?: number;
}

export function apiKeyJson({ key, lastUsedAtMs }: ToldKey, nowMs: number): AnswerOf<typeof apiKey> {
  const state = keyStateAt(key, nowMs);
  const ends = state === 'active' ? formerSecretsAt(key, nowMs).map(({ endsAtMs }) => endsAtMs) : [];
  return {
    keyId: key.keyId,
    name: key.name,
    permissions: [...key.permissions],
    accountIds: key.accountIds && [...key.accountIds],
    accountPrefix: key.accountPrefix,
    state,
    createdAt: instantText(key.createdAtMs),
    expiresAt: maybe(key.expiresAtMs),
    revokedAt: maybe(key.revokedAtMs),
    secretMadeAt: instantText(key.secret.madeAtMs),
    formerSecretsEndAt: maybe(ends.length === 0 ? undefined : Math.max(...ends)),
    lastUsedAt: maybe(lastUsedAtMs),
  };
}

export function apiKeyPageJson(
  page: { readonly keys: readonly ToldKey[]; readonly nextCursor?: string },
  nowMs: number,
): AnswerOf<typeof apiKeyPage> {
  return { keys: page.keys.map((each) => apiKeyJson(each, nowMs)), nextCursor: page.nextCursor };
}

export function shownApiKeyJson(
  { used, text: key }: { readonly used: ToldKey; readonly text: string },
  nowMs: number,
): AnswerOf<typeof shownApiKey> {
  return { key, apiKey: apiKeyJson(used, nowMs) };
}

function maybe(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : instantText(ms);
}
