/**
 * The functions that answer requests, one for each kind of right and weight. A function has one role and one share of the
 * account's concurrency: what charges can't be held up by what reads, and what reads writes
 * nothing, or sums of what it read.
 */
import type { Permission } from './permission.ts';
import type { Route } from './route.ts';

/** Each with what it answers. */
export const requestFunctions = {
  charge: 'Debits, holds and what is kept: every change by which work is paid for.',
  gate: 'The gate, quotes and plain reads of accounts and prices.',
  reports: 'Ledgers, statements, usage and insights: reads that look back.',
  accounts:
    'Opening and closing, plans, limits, payments, promotion codes, credits by hand, repairs, and the end of a quarantine.',
  payments: 'Checkouts of packs, links to the payment provider’s pages, and which of its customers an account is.',
  catalogue: 'Publication of plans, rate cards and promotion codes, and the contract’s own texts.',
  operators:
    'The fleet, cycles replayed under another rate card, how the service fares, what is left of promotions, which balances are watched, API keys, and endpoints.',
} as const;

export type RequestFunction = keyof typeof requestFunctions;

const byPermission = {
  charge: ({ reaches }) => (reaches.includes('change-accounts') ? 'charge' : 'gate'),
  read: ({ weight }) => (weight === 'heavy' ? 'reports' : 'gate'),
  lifecycle: () => 'accounts',
  // It asks the payment provider, whose key one function has.
  'money-in': ({ reaches }) => (reaches.includes('link-customers') ? 'payments' : 'accounts'),
  checkout: () => 'payments',
  adjust: () => 'accounts',
  publish: () => 'catalogue',
  operate: ({ reaches }) => (reaches.includes('change-accounts') ? 'accounts' : 'operators'),
  news: () => 'operators',
  keys: () => 'operators',
  anyone: () => 'catalogue',
} as const satisfies Record<Permission, (route: Route) => RequestFunction>;

/** The function that answers the route. @internal */
export function requestFunctionOf(route: Route): RequestFunction {
  return byPermission[route.permission](route);
}
