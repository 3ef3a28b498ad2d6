/**
 * Decides who is answered. A workload is: IAM has said that it may call the route. The holder of an API key is as far as the key
 * reaches (`key-reach.ts`). A person's session is a token, checked by API
 * Gateway, that names the accounts which the person may read, or says that the person is an operator, who may read all of
 * them and what concerns the service; nobody changes anything with a token. Whoever else comes by, past a gateway without an
 * authorizer, is told the contract and nothing more.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Route } from '../contract/routes/route.ts';
import { defaultProject } from '../domain/project.ts';
import { namesInClaim } from './claim-names.ts';
import { optional } from './environment.ts';
import { type HttpAnswer, problemAnswer } from './http-answer.ts';
import { keyAnswer, keyBodyAnswer } from './key-reach.ts';
import { type Claims, principalOf } from './principal.ts';
import { projectOfRequest } from './projects.ts';

const accountsClaimUsual = 'custom:accounts';
const projectsClaimUsual = 'custom:projects';

const withAccount = z.object({ accountId: z.string() });

/**
 * The answer that somebody gets instead of what they asked for; undefined when they may. Asked before the body is read. Where
 * that names the account, `bodySessionAnswer` is asked after.
 */
export function sessionAnswer(route: Route, event: APIGatewayProxyEventV2): HttpAnswer | undefined {
  if (route.permission === 'anyone') return undefined;
  const principal = principalOf(event);
  switch (principal.kind) {
    case 'workload':
      return undefined;
    case 'person': {
      if (!mayEnter(event, principal.claims)) return notTheirs();
      if (route.audience === 'account-in-body') return undefined;
      const accountId = event.pathParameters?.['accountId'];
      return mayRead({ route, accountId, event, claims: principal.claims }) ? undefined : notTheirs();
    }
    case 'key':
      // The authorizer looked among the keys of the request's project: a gateway that kept its answer for another's is found out here.
      return (principal.project ?? defaultProject.name) === projectOfRequest(event).name
        ? keyAnswer(route, event.pathParameters?.['accountId'], principal)
        : notTheirs();
    case 'nobody':
      return problemAnswer('not-authorized', 'The request came past no gateway that knows who sent it.');
    default:
      return principal satisfies never;
  }
}

/** By the body as it was read, and not as it was sent: there is one reading of it, the operation's. */
export function bodySessionAnswer(route: Route, event: APIGatewayProxyEventV2, body: unknown): HttpAnswer | undefined {
  const principal = principalOf(event);
  if (principal.kind === 'key') return keyBodyAnswer(route, body, principal);
  if (route.audience !== 'account-in-body' || principal.kind !== 'person') return undefined;
  const accountId = withAccount.safeParse(body).data?.accountId;
  return mayRead({ route, accountId, event, claims: principal.claims }) ? undefined : notTheirs();
}

/** A token whose claims name no projects is of the default one, and of no other. */
function mayEnter(event: APIGatewayProxyEventV2, claims: Claims): boolean {
  const { name } = projectOfRequest(event);
  const claim = optional('PROJECTS_CLAIM') ?? projectsClaimUsual;
  return Object.hasOwn(claims, claim)
    ? namesInClaim(event, claims, { claim, text: 'names' }).includes(name)
    : name === defaultProject.name;
}

/** The same for an account of someone else and for one that isn't: nobody learns which there are. */
function notTheirs(): HttpAnswer {
  return problemAnswer('not-authorized', 'This session may read the accounts that it names, and nothing else.');
}

interface Reading {
  readonly route: Route;
  readonly accountId: string | undefined;
  readonly event: APIGatewayProxyEventV2;
  readonly claims: Claims;
}

function mayRead({ route: { audience }, accountId, event, claims }: Reading): boolean {
  if (audience === 'none') return false;
  if (isOperator(event, claims) || audience === 'everyone') return true;
  if (audience === 'operators' || accountId === undefined) return false;
  const claim = optional('ACCOUNTS_CLAIM') ?? accountsClaimUsual;
  return namesInClaim(event, claims, { claim, text: 'names' }).includes(accountId);
}

/** Without both settings there are no operators: nobody is one by a default that their issuer doesn't know. */
function isOperator(event: APIGatewayProxyEventV2, claims: Claims): boolean {
  const [claim, group] = [optional('OPERATORS_CLAIM') ?? '', optional('OPERATORS_GROUP') ?? ''];
  return claim !== '' && group !== '' && namesInClaim(event, claims, { claim, text: 'one-name' }).includes(group);
}
