/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { ApiKey } from '../answers/api-key.ts';
import type { CreateApiKeyAnswer } from '../answers/create-api-key-answer.ts';
import type { ListApiKeysAnswer } from '../answers/list-api-keys-answer.ts';
import type { RotateApiKeyAnswer } from '../answers/rotate-api-key-answer.ts';
import type { CreateApiKeyBody, ListApiKeysQuery, RotateApiKeyBody } from '../requests/api-keys.ts';

export interface ApiKeysMethods {
  /** Make an API key. The answer is the one time that the key is told: only a hash of it is kept. It is sent as `Authorization: Bearer <key>` to the API of keys, which has an address of its own. Asked again, another key is made: one whose answer was lost is found by its name, and revoked. */
  createApiKey(call: { readonly body: CreateApiKeyBody } & CallOptions): Promise<Answer<CreateApiKeyAnswer>>;

  /** List API keys. All that were made, those that have ended too, a page at a time in the order of their ids. No secrets. */
  listApiKeys(call?: { readonly query?: ListApiKeysQuery } & CallOptions): Promise<Answer<ListApiKeysAnswer>>;

  /** Read an API key. What it may, and when it was last used. Not its secret. Refusals: api-key-not-found. */
  readApiKey(call: { readonly keyId: string | number } & CallOptions): Promise<Answer<ApiKey>>;

  /** Give an API key another secret. The answer is the one time that the new key is told. The one before goes on for `overlapSeconds`, so that holders can change over. Asked again, a new secret is made again. Refusals: api-key-not-found, api-key-ended. */
  rotateApiKey(
    call: { readonly keyId: string | number; readonly body?: RotateApiKeyBody } & CallOptions,
  ): Promise<Answer<RotateApiKeyAnswer>>;

  /** Revoke an API key. For good, and within a minute everywhere. It stays listed, so that entries that name it can be explained. Refusals: api-key-not-found. */
  revokeApiKey(call: { readonly keyId: string | number } & CallOptions): Promise<Answer<ApiKey>>;
}

export const apiKeysOperations: { readonly [Name in keyof ApiKeysMethods]: OperationCall } = {
  createApiKey: {
    id: 'create-api-key',
    method: 'POST',
    path: '/api-keys',
    isChange: false,
    status: 201,
    shape: {
      key: 's',
      apiKey: { keyId: 's', name: 's', permissions: ['s'], state: 's', createdAt: 's', secretMadeAt: 's' },
    },
  },
  listApiKeys: {
    id: 'list-api-keys',
    method: 'GET',
    path: '/api-keys',
    isChange: false,
    status: 200,
    shape: { keys: [{ keyId: 's', name: 's', permissions: '*', state: 's', createdAt: 's', secretMadeAt: 's' }] },
  },
  readApiKey: {
    id: 'read-api-key',
    method: 'GET',
    path: '/api-keys/{keyId}',
    isChange: false,
    status: 200,
    shape: { keyId: 's', name: 's', permissions: ['s'], state: 's', createdAt: 's', secretMadeAt: 's' },
  },
  rotateApiKey: {
    id: 'rotate-api-key',
    method: 'POST',
    path: '/api-keys/{keyId}/rotation',
    isChange: false,
    status: 201,
    shape: {
      key: 's',
      apiKey: { keyId: 's', name: 's', permissions: ['s'], state: 's', createdAt: 's', secretMadeAt: 's' },
    },
  },
  revokeApiKey: {
    id: 'revoke-api-key',
    method: 'DELETE',
    path: '/api-keys/{keyId}',
    isChange: false,
    status: 200,
    shape: { keyId: 's', name: 's', permissions: ['s'], state: 's', createdAt: 's', secretMadeAt: 's' },
  },
};
