import type { Route } from './route.ts';

/**
 * - `own-account`: whoever's token names the account, and operators.
 * - `account-in-body`: likewise, where the body names the account: a quote, which only reads.
 * - `everyone`: whoever has signed in: what plans and prices are there to be known by.
 * - `operators`: those whose token says that they are.
 */
export type Audience = 'own-account' | 'account-in-body' | 'everyone' | 'operators';

const inBody = ['quote-usage'];
const forEveryone = ['read-plan', 'list-rate-cards', 'read-rate-card'];

/** Which people may call a route with a session: none, where it changes anything or is anyone's already. */
export function audienceOf({ id, method, path, permission }: Route): Audience | undefined {
  if (inBody.includes(id)) return 'account-in-body';
  if (method !== 'GET' || permission !== 'use') return undefined;
  if (path.startsWith('/accounts/{accountId}')) return 'own-account';
  return forEveryone.includes(id) ? 'everyone' : 'operators';
}

/** Whether any session may call it. */
export function isForPeople(route: Route): boolean {
  return audienceOf(route) !== undefined;
}
