/** Answers operators: all accounts, how they would fare under another rate card, how the service fares, which balances are watched, API keys, and endpoints. */

import { httpRouter } from '../../shared/runtime/http-router.ts';
import { people } from '../../shared/runtime/people.ts';
import { handler as changeEndpoint } from '../api/change-endpoint.ts';
import { handler as createApiKey } from '../api/create-api-key.ts';
import { handler as createEndpoint } from '../api/create-endpoint.ts';
import { handler as deleteEndpoint } from '../api/delete-endpoint.ts';
import { handler as listAccounts } from '../api/list-accounts.ts';
import { handler as listApiKeys } from '../api/list-api-keys.ts';
import { handler as listDeliveries } from '../api/list-deliveries.ts';
import { handler as listEndpoints } from '../api/list-endpoints.ts';
import { handler as listPromotions } from '../api/list-promotions.ts';
import { handler as readApiKey } from '../api/read-api-key.ts';
import { handler as readEndpoint } from '../api/read-endpoint.ts';
import { handler as readFleet } from '../api/read-fleet.ts';
import { handler as readPromotion } from '../api/read-promotion.ts';
import { handler as readServiceHealth } from '../api/read-service-health.ts';
import { handler as replayRateCard } from '../api/replay-rate-card.ts';
import { handler as resendDeliveries } from '../api/resend-deliveries.ts';
import { handler as revokeApiKey } from '../api/revoke-api-key.ts';
import { handler as rotateApiKey } from '../api/rotate-api-key.ts';
import { handler as rotateEndpointSecret } from '../api/rotate-endpoint-secret.ts';
import { handler as testEndpoint } from '../api/test-endpoint.ts';
import { handler as unwatchAccount } from '../api/unwatch-account.ts';
import { handler as watchAccount } from '../api/watch-account.ts';

export const handler = httpRouter(
  [
    listAccounts,
    readFleet,
    readPromotion,
    listPromotions,
    readServiceHealth,
    replayRateCard,
    watchAccount,
    unwatchAccount,
    createApiKey,
    listApiKeys,
    readApiKey,
    rotateApiKey,
    revokeApiKey,
    createEndpoint,
    listEndpoints,
    readEndpoint,
    changeEndpoint,
    rotateEndpointSecret,
    deleteEndpoint,
    testEndpoint,
    listDeliveries,
    resendDeliveries,
  ],
  {
    people,
    probe: { routeKey: 'GET /accounts', parameters: {} },
  },
);
