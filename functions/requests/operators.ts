/** Answers operators: all accounts, how the service fares, which balances are watched, and API keys. */

import { httpRouter } from '../../shared/runtime/http-router.ts';
import { handler as createApiKey } from '../api/create-api-key.ts';
import { handler as listAccounts } from '../api/list-accounts.ts';
import { handler as listApiKeys } from '../api/list-api-keys.ts';
import { handler as listPromotions } from '../api/list-promotions.ts';
import { handler as readApiKey } from '../api/read-api-key.ts';
import { handler as readFleet } from '../api/read-fleet.ts';
import { handler as readPromotion } from '../api/read-promotion.ts';
import { handler as readServiceHealth } from '../api/read-service-health.ts';
import { handler as revokeApiKey } from '../api/revoke-api-key.ts';
import { handler as rotateApiKey } from '../api/rotate-api-key.ts';
import { handler as unwatchAccount } from '../api/unwatch-account.ts';
import { handler as watchAccount } from '../api/watch-account.ts';

export const handler = httpRouter([
  listAccounts,
  readFleet,
  readPromotion,
  listPromotions,
  readServiceHealth,
  watchAccount,
  unwatchAccount,
  createApiKey,
  listApiKeys,
  readApiKey,
  rotateApiKey,
  revokeApiKey,
]);
