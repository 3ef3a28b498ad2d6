/** Subjects of the routes, for the document: generators make one class or module of each. */
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

interface Tag {
  readonly name: string;
  readonly description: string;
  readonly routes: Readonly<Record<string, Route>>;
}

export const tags: readonly Tag[] = [
  { name: 'accounts', description: 'Customers, what they have, and whether they may go on.', routes: accountRoutes },
  { name: 'plan', description: 'Which plan an account has.', routes: planRoutes },
  { name: 'usage', description: 'What is charged at once, asked first, or taken back.', routes: usageRoutes },
  { name: 'holds', description: 'Credits set aside for work in progress.', routes: holdRoutes },
  { name: 'limits', description: 'What a category, a user or a team may use.', routes: limitRoutes },
  {
    name: 'standing-usage',
    description: 'What is kept over time, and charged as it is kept.',
    routes: standingUsageRoutes,
  },
  { name: 'credits', description: 'What is bought, given, refunded.', routes: creditRoutes },
  { name: 'payments', description: 'Where customers pay, and see what they paid.', routes: paymentRoutes },
  { name: 'ledger', description: 'Every change of a balance, and summaries of them.', routes: ledgerRoutes },
  { name: 'alerts', description: 'What happens by itself, and who is watched.', routes: alertRoutes },
  { name: 'insights', description: 'What is to be expected, and which plan fits.', routes: insightRoutes },
  { name: 'catalogue', description: 'Plans and prices.', routes: catalogueRoutes },
  { name: 'operators', description: 'The whole deployment at a glance.', routes: operatorRoutes },
  { name: 'promotions', description: 'All codes, and the end of one.', routes: promotionRoutes },
  {
    name: 'repair',
    description: 'Accounts that operators bring back: from quarantine, or reopened.',
    routes: repairRoutes,
  },
  { name: 'api-keys', description: 'Keys for whoever has no AWS credentials.', routes: apiKeyRoutes },
  {
    name: 'endpoints',
    description: 'Where news is delivered to, by webhook, Slack or e-mail.',
    routes: endpointRoutes,
  },
  { name: 'clock', description: 'Time in a test project.', routes: clockRoutes },
  { name: 'contract', description: 'This document, and what its problems mean.', routes: contractRoutes },
];

/** The name of the tag that a route is listed under. */
export function tagOf({ id }: Route): string {
  const tag = tags.find(({ routes }) => Object.values(routes).some((route) => route.id === id));
  if (tag === undefined) throw new TypeError(`no tag lists the route ${id}`);
  return tag.name;
}
