/** The route table. The handlers, the local service, the CLI, the OpenAPI document and the stacks all read this one. */
import type { Route } from './route.ts';
import { accountRoutes } from './routes/accounts.ts';
import { alertRoutes } from './routes/alerts.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { contractRoutes } from './routes/contract.ts';
import { creditRoutes } from './routes/credits.ts';
import { holdRoutes } from './routes/holds.ts';
import { insightRoutes } from './routes/insight.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { limitRoutes } from './routes/limits.ts';
import { operatorRoutes } from './routes/operators.ts';
import { planRoutes } from './routes/plan.ts';
import { standingUsageRoutes } from './routes/standing-usage.ts';
import { usageRoutes } from './routes/usage.ts';

export const routes = {
  ...accountRoutes,
  ...planRoutes,
  ...usageRoutes,
  ...holdRoutes,
  ...limitRoutes,
  ...standingUsageRoutes,
  ...creditRoutes,
  ...ledgerRoutes,
  ...alertRoutes,
  ...insightRoutes,
  ...catalogueRoutes,
  ...operatorRoutes,
  ...contractRoutes,
} as const;

export type RouteName = keyof typeof routes;

export const routeList: readonly Route[] = Object.values(routes);
