/** API keys: for whoever has no AWS credentials. */
import * as z from 'zod/mini';
import { apiKey, apiKeyPage, shownApiKey } from '../answers/api-key.ts';
import { apiKeyId } from '../fields.ts';
import { apiKeyBody, rotationBody } from '../requests/api-keys.ts';
import { listQuery } from '../requests/queries.ts';
import { nothing } from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { withoutBody } from './route-parts.ts';

const ofApiKey = z.strictObject({ keyId: apiKeyId });
/** The id that the examples name. @internal */
export const exampleKeyId = '4fTq0ZbXw9LmC2Ra';
const example = { params: { keyId: exampleKeyId } };
const shared = { permission: 'keys', weight: 'usual', audience: 'none', isChange: false, query: nothing } as const;

export const apiKeyRoutes = {
  createApiKey: defineRoute({
    ...shared,
    id: 'create-api-key',
    method: 'POST',
    path: '/api-keys',
    summary: 'Make an API key',
    description:
      'The answer is the one time that the key is told: only a hash of it is kept. It is sent as `Authorization: Bearer <key>` to the API of keys, which has an address of its own. Asked again, another key is made: one whose answer was lost is found by its name, and revoked.',
    reaches: ['keep-keys'],
    params: nothing,
    body: apiKeyBody,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 201, description: 'The key, told once.', schema: shownApiKey },
    refusals: [],
    example: {
      body: { name: 'chat service, production', permissions: ['read', 'charge'], accountPrefix: 'acme:' },
    },
  }),
  listApiKeys: defineRoute({
    ...shared,
    ...withoutBody,
    id: 'list-api-keys',
    method: 'GET',
    path: '/api-keys',
    summary: 'List API keys',
    description:
      'All that were made, those that have ended too, a page at a time in the order of their ids. No secrets.',
    reaches: ['read-keys'],
    params: nothing,
    query: listQuery,
    answer: { status: 200, description: 'A page of keys.', schema: apiKeyPage },
    refusals: [],
    example: {},
  }),
  readApiKey: defineRoute({
    ...shared,
    ...withoutBody,
    id: 'read-api-key',
    method: 'GET',
    path: '/api-keys/{keyId}',
    summary: 'Read an API key',
    description: 'What it may, and when it was last used. Not its secret.',
    reaches: ['read-keys'],
    params: ofApiKey,
    answer: { status: 200, description: 'The key.', schema: apiKey },
    refusals: ['api-key-not-found'],
    example,
  }),
  rotateApiKey: defineRoute({
    ...shared,
    id: 'rotate-api-key',
    method: 'POST',
    path: '/api-keys/{keyId}/rotation',
    summary: 'Give an API key another secret',
    description:
      'The answer is the one time that the new key is told. The one before goes on for `overlapSeconds`, so that holders can change over. Asked again, a new secret is made again.',
    reaches: ['keep-keys'],
    params: ofApiKey,
    body: rotationBody,
    isBodyOptional: true,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 201, description: 'The key, told once.', schema: shownApiKey },
    refusals: ['api-key-not-found', 'api-key-ended'],
    example: { ...example, body: { overlapSeconds: 3600 } },
  }),
  revokeApiKey: defineRoute({
    ...shared,
    ...withoutBody,
    id: 'revoke-api-key',
    method: 'DELETE',
    path: '/api-keys/{keyId}',
    summary: 'Revoke an API key',
    description:
      'For good, and within a minute everywhere. It stays listed, so that entries that name it can be explained.',
    reaches: ['keep-keys'],
    params: ofApiKey,
    answer: { status: 200, description: 'The key, revoked.', schema: apiKey },
    refusals: ['api-key-not-found'],
    example,
  }),
} as const;
