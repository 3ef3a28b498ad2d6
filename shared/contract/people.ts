import type { Route } from './route.ts';

/**
 * - `own-account`: whoever's token names the account, and operators.
 * - `operators`: those whose token says that they are.
 */
export type Audience = 'own-account' | 'operators';

/** Which people may call a route with a session: none, where it changes anything or is anyone's already. */
export function audienceOf({ method, path, permission }: Route): Audience | undefined {
  if (method !== 'GET' || permission !== 'use') return undefined;
  return path.startsWith('/accounts/{accountId}') ? 'own-account' : 'operators';
}

/** Whether any session may call it. */
export function isForPeople(route: Route): boolean {
  return audienceOf(route) !== undefined;
}
