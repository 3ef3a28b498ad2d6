/** A person's session: a token, checked by API Gateway, that names the accounts which the person may read. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { isForPeople } from '../contract/people.ts';
import type { Route } from '../contract/route.ts';
import { optional } from './environment.ts';
import { type HttpAnswer, problemAnswer } from './http-answer.ts';

const accountsClaimUsual = 'custom:accounts';

const withClaims = z.object({
  authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
});

/** What a session is answered instead of what it asked for; undefined when it may, or when the caller isn't a person. */
export function sessionAnswer(route: Route, event: APIGatewayProxyEventV2): HttpAnswer | undefined {
  const found = withClaims.safeParse(event.requestContext);
  if (!found.success) return undefined;
  const { claims } = found.data.authorizer.jwt;
  const accountId = event.pathParameters?.['accountId'];
  const accounts = accountsOf(claims[optional('ACCOUNTS_CLAIM') ?? accountsClaimUsual]);
  // The same answer for an account of someone else and for one that isn't: nobody learns which there are.
  if (isForPeople(route) && accountId !== undefined && accounts.includes(accountId)) return undefined;
  return problemAnswer('not-authorized', 'This session may read the accounts that it names, and nothing else.');
}

/** API Gateway hands a claim on as text, a list in brackets: `acme globex` or `[acme globex]`. */
function accountsOf(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.filter((each) => typeof each === 'string');
  if (typeof claim !== 'string') return [];
  return claim
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter((each) => each !== '');
}
