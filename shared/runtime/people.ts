/**
 * Decides what people are answered. A person's session is a token, checked by API Gateway, that names the accounts of the
 * person with a role in each, or says that the person is an operator, and in which roles. What no role is named for
 * nobody does with a token.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import {
  accountRoles,
  accountRolesIn,
  mayPerson,
  operatorRolesIn,
  type PersonRoles,
} from '../contract/routes/roles.ts';
import type { Route } from '../contract/routes/route.ts';
import { present } from '../domain/present.ts';
import { defaultProject } from '../domain/project.ts';
import { personOf } from './caller.ts';
import { namesInClaim } from './claim-names.ts';
import { optional } from './environment.ts';
import { problemAnswer } from './http-answer.ts';
import type { Claims } from './principal.ts';
import { projectOfRequest } from './projects.ts';
import type { Admission } from './session.ts';

const accountsClaimUsual = 'custom:accounts';
const projectsClaimUsual = 'custom:projects';

const withAccount = z.object({ accountId: z.string() });

/** Given to the routers of functions that answer people. What charges has none: no token gets that far. */
export const people: Admission = {
  answer: (route, event, claims) => {
    if (!mayEnter(event, claims) || (changes(route) && personOf(claims) === undefined)) return notTheirs();
    if (route.audience === 'account-in-body') return undefined;
    return may(route, event, { claims, accountId: event.pathParameters?.['accountId'] }) ? undefined : notTheirs();
  },
  bodyAnswer: (route, event, { claims, body }) => {
    if (route.audience !== 'account-in-body') return undefined;
    const accountId = withAccount.safeParse(body).data?.accountId;
    return may(route, event, { claims, accountId }) ? undefined : notTheirs();
  },
};

/** A token whose claims name no projects is of the default one, and of no other. */
function mayEnter(event: APIGatewayProxyEventV2, claims: Claims): boolean {
  const { name } = projectOfRequest(event);
  const claim = optional('PROJECTS_CLAIM') ?? projectsClaimUsual;
  return Object.hasOwn(claims, claim)
    ? namesInClaim(event, claims, { claim, text: 'names' }).includes(name)
    : name === defaultProject.name;
}

/** Whoever changes something is named for it. */
function changes({ method, role, operatorRole }: Route): boolean {
  return method !== 'GET' && (role !== undefined || operatorRole !== undefined);
}

/** The same for an account of someone else, for one that isn't, and for one's own in too small a role: nobody learns which there are. */
function notTheirs(): ReturnType<typeof problemAnswer> {
  return problemAnswer(
    'not-authorized',
    'This session may do what its roles cover, on the accounts that it names, and nothing else.',
  );
}

interface Asking {
  readonly claims: Claims;
  readonly accountId: string | undefined;
}

function may(route: Route, event: APIGatewayProxyEventV2, { claims, accountId }: Asking): boolean {
  return mayPerson(route, rolesOf(event, claims), accountId);
}

function rolesOf(event: APIGatewayProxyEventV2, claims: Claims): PersonRoles {
  const claim = optional('ACCOUNTS_CLAIM') ?? accountsClaimUsual;
  const usual = accountRoles.find((each) => each === optional('USUAL_ROLE')) ?? 'viewer';
  return {
    accounts: accountRolesIn(namesInClaim(event, claims, { claim, text: 'names' }), usual),
    operator: operatorRolesOf(event, claims),
  };
}

/** Without the settings there are no operators: nobody is one by a default that their issuer doesn't know. */
function operatorRolesOf(event: APIGatewayProxyEventV2, claims: Claims): PersonRoles['operator'] {
  const claim = optional('OPERATORS_CLAIM') ?? '';
  if (claim === '') return undefined;
  const named = (optional('OPERATORS_ROLES') ?? '').split(' ').map((pair) => pair.split(/:(.*)/));
  const groups = { ...Object.fromEntries(named), ...present({ group: optional('OPERATORS_GROUP') }) };
  return operatorRolesIn(namesInClaim(event, claims, { claim, text: 'one-name' }), groups);
}
