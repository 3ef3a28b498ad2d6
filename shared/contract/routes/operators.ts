/** Routes for operators: all accounts, and how the service fares. */
import { fleetPage, fleetQuery } from '../answers/fleet.ts';
import { serviceHealth } from '../answers/service-health.ts';
import { nothing } from '../requests/requests.ts';
import { defineRoute } from './route.ts';
import { reading, readsUsage } from './route-parts.ts';

export const operatorRoutes = {
  readFleet: defineRoute({
    ...reading,
    id: 'read-fleet',
    method: 'GET',
    path: '/fleet',
    summary: 'Read all accounts, those that need somebody first',
    description:
      'The fleet, a page at a time: by state, by what is available, by burn, or by id. Figures are as of now. Places are rough, to a fifth or so, and follow a change by moments: within a page accounts are in the order of their figures, from page to page in that of their places.',
    permission: 'operate',
    weight: 'usual',
    reaches: [...readsUsage, 'read-fleet', 'read-index'],
    audience: 'operators',
    params: nothing,
    query: fleetQuery,
    answer: { status: 200, description: 'A page of accounts.', schema: fleetPage },
    refusals: [],
    example: {},
  }),
  readServiceHealth: defineRoute({
    ...reading,
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
