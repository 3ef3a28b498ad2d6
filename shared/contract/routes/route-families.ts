/** The routes by family, for what is written a file a family. In the order of `routes`; a test holds one against the other. */
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
import { standingUsageRoutes } from './standing-usage.ts';
import { usageRoutes } from './usage.ts';

export const routeFamilies = {
  accounts: accountRoutes,
  plan: planRoutes,
  usage: usageRoutes,
  holds: holdRoutes,
  limits: limitRoutes,
  standingUsage: standingUsageRoutes,
  credits: creditRoutes,
  payments: paymentRoutes,
  ledger: ledgerRoutes,
  alerts: alertRoutes,
  insight: insightRoutes,
  catalogue: catalogueRoutes,
  operators: operatorRoutes,
  promotions: promotionRoutes,
  repair: repairRoutes,
  apiKeys: apiKeyRoutes,
  endpoints: endpointRoutes,
  clock: clockRoutes,
  contract: contractRoutes,
} as const;
