import type { Route } from './route.ts';

/** Whether people's sessions may call it: what reads one account. */
export function isForPeople({ method, path, permission }: Route): boolean {
  return method === 'GET' && permission === 'use' && path.startsWith('/accounts/{accountId}');
}
