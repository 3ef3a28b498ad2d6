/** The table's keys of API keys (`table-keys.ts`). */
import type { Key } from './table-keys.ts';

export const apiKeysPk = 'API-KEYS';
export function apiKeyKey(keyId: string): Key {
  return { pk: apiKeysPk, sk: keyId };
}

/** Apart from the keys: whoever lets them in changes none. */
export const apiKeyUsesPk = 'API-KEY-USES';
export function apiKeyUseKey(keyId: string): Key {
  return { pk: apiKeyUsesPk, sk: keyId };
}
