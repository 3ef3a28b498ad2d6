/** Answers operators: all accounts, how the service fares, and which balances are watched. */

import { httpRouter } from '../../shared/runtime/http-router.ts';
import { handler as listAccounts } from '../api/list-accounts.ts';
import { handler as listPromotions } from '../api/list-promotions.ts';
import { handler as readFleet } from '../api/read-fleet.ts';
import { handler as readPromotion } from '../api/read-promotion.ts';
import { handler as readServiceHealth } from '../api/read-service-health.ts';
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
]);
