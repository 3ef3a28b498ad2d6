/** Routes for operators: all accounts, and how the service fares. */
import { fleetPage, fleetQuery } from '../answers/fleet.ts';
import { quarantineEnd } from '../answers/quarantine.ts';
import { serviceHealth } from '../answers/service-health.ts';
import { nothing, quarantineEndBody } from '../requests/requests.ts';
import { bodyUsualBytes, defineRoute } from './route.ts';
import { acme, ofAccount, readsUsage, withoutBody } from './route-parts.ts';

export const operatorRoutes = {
  readFleet: defineRoute({
    ...withoutBody,
    id: 'read-fleet',
    method: 'GET',
    path: '/fleet',
    summary: 'Read all accounts, those that need somebody first',
    description:
      'The fleet, a page at a time: by state, by what is available, by burn, or by id; or those that a search finds. Figures are as of now. Places are rough, to a fifth or so, and follow a change by moments: within a page accounts are in the order of their figures, from page to page in that of their places.',
    permission: 'operate',
    weight: 'usual',
    reaches: [...readsUsage, 'read-fleet', 'read-index', 'read-details', 'find-accounts', 'read-health'],
    audience: 'operators',
    params: nothing,
    query: fleetQuery,
    answer: { status: 200, description: 'A page of accounts.', schema: fleetPage },
    refusals: [],
    example: {},
  }),
  liftQuarantine: defineRoute({
    ...withoutBody,
    id: 'lift-quarantine',
    method: 'POST',
    path: '/accounts/{accountId}/quarantine/lift',
    summary: 'Lift the quarantine of an account',
    description:
      'Lets changes through again, once the account has been looked at; who did and why is kept. It mends nothing: what is still wrong is found by the next audit, and quarantined again. Refused by name while the account’s own item can’t be read. Of an account that isn’t quarantined it changes nothing.',
    permission: 'operate',
    weight: 'usual',
    reaches: ['read-accounts', 'change-accounts', 'lift-quarantines'],
    audience: 'operators',
    operatorRole: 'support',
    params: ofAccount,
    body: quarantineEndBody,
    bodyMaxBytes: bodyUsualBytes,
    answer: { status: 200, description: 'It is not quarantined.', schema: quarantineEnd },
    refusals: ['account-not-found', 'account-quarantined'],
    example: { params: acme, body: { reason: 'its item was restored from the backup', actor: 'ada@example.com' } },
  }),
  readServiceHealth: defineRoute({
    ...withoutBody,
    id: 'read-service-health',
    method: 'GET',
    path: '/service-health',
    summary: 'Read how the service fares',
    description:
      'What is due and isn’t written, what the last audit found, what waits in queues or was put aside, and the alarms that ring.',
    permission: 'operate',
    weight: 'usual',
    reaches: ['read-health', 'read-index'],
    audience: 'operators',
    params: nothing,
    answer: { status: 200, description: 'What was measured.', schema: serviceHealth },
    refusals: [],
    example: {},
  }),
} as const;
