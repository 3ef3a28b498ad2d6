/** The route table. The handlers, the local service, the CLI, the OpenAPI document and the stacks all read this one. */

import { accountRoutes } from './accounts.ts';
import { alertRoutes } from './alerts.ts';
import { apiKeyRoutes } from './api-keys.ts';
import { catalogueRoutes } from './catalogue.ts';
import { clockRoutes } from './clock.ts';
import { contractRoutes } from './contract.ts';
import { creditRoutes } from './credits.ts';
import { endpointRoutes } from './endpoints.ts';
import { holdRoutes } from './holds.ts';
import { insightRoutes } from './insight.ts';
import { ledgerRoutes } from './ledger.ts';
import { limitRoutes } from './limits.ts';
import { operatorRoutes } from './operators.ts';
import { paymentRoutes } from './payments.ts';
import { planRoutes } from './plan.ts';
import { promotionRoutes } from './promotions.ts';
import { repairRoutes } from './repair.ts';
import type { Route } from './route.ts';
import { standingUsageRoutes } from './standing-usage.ts';
import { usageRoutes } from './usage.ts';

export const routes = {
  ...accountRoutes,
  ...planRoutes,
  ...usageRoutes,
  ...holdRoutes,
  ...limitRoutes,
  ...standingUsageRoutes,
  ...creditRoutes,
  ...paymentRoutes,
  ...ledgerRoutes,
  ...alertRoutes,
  ...insightRoutes,
  ...catalogueRoutes,
  ...operatorRoutes,
  ...promotionRoutes,
  ...repairRoutes,
  ...apiKeyRoutes,
  ...endpointRoutes,
  ...clockRoutes,
  ...contractRoutes,
} as const;

export type RouteName = keyof typeof routes;

export const routeList: readonly Route[] = Object.values(routes);
