/**
 * Decides who is answered. A workload is: IAM has said that it may call the route. The holder of an API key is as far as the key
 * reaches (`key-reach.ts`), a person as far as the roles do that the token names (`people.ts`). Whoever else comes by, past a
 * gateway without an authorizer, is told the contract and nothing more.
 */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Route } from '../contract/routes/route.ts';
import { defaultProject } from '../domain/project.ts';
import { type HttpAnswer, problemAnswer } from './http-answer.ts';
import { keyAnswer, keyBodyAnswer } from './key-reach.ts';
import { type Claims, principalOf } from './principal.ts';
import { projectOfRequest } from './projects.ts';

/** Decides about people: the answer that somebody gets instead of what they asked for, and undefined when they may. */
export interface Admission {
  readonly answer: (route: Route, event: APIGatewayProxyEventV2, claims: Claims) => HttpAnswer | undefined;
  /** Asked after, by the body as it was read, where that names the account. */
  readonly bodyAnswer: (
    route: Route,
    event: APIGatewayProxyEventV2,
    asked: { readonly claims: Claims; readonly body: unknown },
  ) => HttpAnswer | undefined;
}

/** The answer that somebody gets instead of what they asked for; undefined when they may. Asked before the body is read. Where that names the account, `bodySessionAnswer` is asked after. */
export function sessionAnswer(route: Route, event: APIGatewayProxyEventV2, people?: Admission): HttpAnswer | undefined {
  if (route.permission === 'anyone') return undefined;
  const principal = principalOf(event);
  switch (principal.kind) {
    case 'workload':
      return undefined;
    case 'person':
      return people === undefined ? withheld('No session does this.') : people.answer(route, event, principal.claims);
    case 'key':
      // The authorizer looked among the keys of the request's project: a gateway that kept its answer for another's is found out here.
      return (principal.project ?? defaultProject.name) === projectOfRequest(event).name
        ? keyAnswer(route, event.pathParameters?.['accountId'], principal)
        : withheld('This key is of another project.');
    case 'nobody':
      return withheld('The request came past no gateway that knows who sent it.');
    default:
      return principal satisfies never;
  }
}

/** By the body as it was read, and not as it was sent: there is one reading of it, the operation's. */
export function bodySessionAnswer(
  route: Route,
  event: APIGatewayProxyEventV2,
  { body, people }: { readonly body: unknown; readonly people: Admission | undefined },
): HttpAnswer | undefined {
  const principal = principalOf(event);
  if (principal.kind === 'key') return keyBodyAnswer(route, body, principal);
  return principal.kind === 'person' ? people?.bodyAnswer(route, event, { claims: principal.claims, body }) : undefined;
}

function withheld(detail: string): HttpAnswer {
  return problemAnswer('not-authorized', detail);
}
