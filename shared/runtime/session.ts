/**
 * A person's session: a token, checked by API Gateway, that names the accounts which the person may read, or says that the
 * person is an operator, who may read all of them and what concerns the service. Nobody changes anything with a token.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Route } from '../contract/routes/route.ts';
import { optional } from './environment.ts';
import { type HttpAnswer, problemAnswer } from './http-answer.ts';

const accountsClaimUsual = 'custom:accounts';

const withClaims = z.object({
  authorizer: z.object({ jwt: z.object({ claims: z.record(z.string(), z.unknown()) }) }),
});

const withAccount = z.object({ accountId: z.string() });

type Claims = Readonly<Record<string, unknown>>;

/**
 * The answer that a session gets instead of what it asked for; undefined when it may, or when the caller isn't a person. Asked
 * before the body is read. Where that names the account, `bodySessionAnswer` is asked after.
 */
export function sessionAnswer(route: Route, event: APIGatewayProxyEventV2): HttpAnswer | undefined {
  if (route.audience === 'account-in-body') return undefined;
  return withheldFrom(route, event, event.pathParameters?.['accountId']);
}

/** By the body as it was read, and not as it was sent: there is one reading of it, the operation's. */
export function bodySessionAnswer(route: Route, event: APIGatewayProxyEventV2, body: unknown): HttpAnswer | undefined {
  if (route.audience !== 'account-in-body') return undefined;
  const found = withAccount.safeParse(body);
  return withheldFrom(route, event, found.success ? found.data.accountId : undefined);
}

function withheldFrom(
  route: Route,
  event: APIGatewayProxyEventV2,
  accountId: string | undefined,
): HttpAnswer | undefined {
  const found = withClaims.safeParse(event.requestContext);
  if (!found.success) return undefined;
  const { claims } = found.data.authorizer.jwt;
  if (mayCall(route, accountId, claims)) return undefined;
  // The same answer for an account of someone else and for one that isn't: nobody learns which there are.
  return problemAnswer('not-authorized', 'This session may read the accounts that it names, and nothing else.');
}

function mayCall(route: Route, accountId: string | undefined, claims: Claims): boolean {
  const { audience } = route;
  if (audience === 'none') return false;
  if (isOperator(claims) || audience === 'everyone') return true;
  const accounts = namesIn(claims[optional('ACCOUNTS_CLAIM') ?? accountsClaimUsual]);
  return audience !== 'operators' && accountId !== undefined && accounts.includes(accountId);
}

/** Without both settings there are no operators: nobody is one by a default that their issuer doesn't know. */
function isOperator(claims: Claims): boolean {
  const [claim, group] = [optional('OPERATORS_CLAIM'), optional('OPERATORS_GROUP')];
  return Boolean(claim && group) && namesIn(claims[claim ?? '']).includes(group ?? '');
}

/** API Gateway hands a claim on as text, a list in brackets: `acme globex` or `[acme globex]`. */
function namesIn(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.filter((each) => typeof each === 'string');
  if (typeof claim !== 'string') return [];
  return claim
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter((each) => each !== '');
}
