/**
 * Decides what the holder of an API key is answered: what its permissions cover, on the accounts that it reaches. A key that reaches some
 * accounts alone reaches nothing that concerns the service, but what everyone may know.
 */
import * as z from 'zod/mini';
import { isPermitted } from '../contract/routes/permission.ts';
import type { Route } from '../contract/routes/route.ts';
import { reaches, reachesAll } from '../domain/api-key.ts';
import { type HttpAnswer, problemAnswer } from './http-answer.ts';
import type { KeyPrincipal } from './principal.ts';

/** Before the body is read. Accounts that it names are asked about by `keyBodyAnswer`. */
export function keyAnswer(route: Route, accountId: string | undefined, key: KeyPrincipal): HttpAnswer | undefined {
  if (!isPermitted(route, key.permissions)) return withheld(`has not the permission ${route.permission}`);
  const isReached =
    accountId === undefined
      ? reachesAll(key) || route.audience === 'everyone' || route.accountsInBody !== undefined
      : reaches(key, accountId);
  return isReached ? undefined : withheld(reachesOthers);
}

/** The whole request is withheld for one account that isn't reached: nobody learns which there are. */
export function keyBodyAnswer({ accountsInBody }: Route, body: unknown, key: KeyPrincipal): HttpAnswer | undefined {
  if (accountsInBody === undefined || reachesAll(key)) return undefined;
  const named = accountsInBody === 'one' ? [body] : (withDebits.safeParse(body).data?.debits ?? []);
  const accountIds = named.flatMap((each) => withAccount.safeParse(each).data?.accountId ?? []);
  return accountIds.every((accountId) => reaches(key, accountId)) ? undefined : withheld(reachesOthers);
}

const withAccount = z.object({ accountId: z.string() });
const withDebits = z.object({ debits: z.array(z.unknown()) });
const reachesOthers = 'reaches other accounts';

function withheld(why: string): HttpAnswer {
  return problemAnswer('not-authorized', `This key ${why}.`);
}
