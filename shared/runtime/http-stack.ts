/**
 * The middy stack of every route: read the request, run the operation, write the answer; count it, and turn whatever is
 * thrown into a problem that tells the caller what to do and nothing of our insides.
 */
import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod/mini';
import { requestFunctionOf } from '../contract/routes/request-function.ts';
import type { Route } from '../contract/routes/route.ts';
import type { Project } from '../domain/project.ts';
import { StoreUnavailable } from '../storage/table.ts';
import { type HttpAnswer, toResult } from './http-answer.ts';
import { type RequestOf, readRequest } from './http-request.ts';
import { projectOfRequest } from './projects.ts';
import { type Admission, bodySessionAnswer, sessionAnswer } from './session.ts';
import { countInternalError, countRequest } from './telemetry.ts';
import { isOurs, thrownAnswer } from './thrown-answer.ts';

export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** A handler of one route, which a router finds it by. Without an admission it answers nobody who comes with a session. */
export type RouteHandler = AdmittingHandler & { readonly route: Route };

type AdmittingHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
  people?: Admission,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** The time that is left for the answer when the function's time is almost up. */
const timeReserveMs = 500;

/** The project that a request is for, and the id by which operators find it. */
export interface Asked {
  readonly project: Project;
  readonly requestId: string;
}

/** A handler that answers what its route says from the request alone. Those that work with the store are `httpHandler`s. */
export function httpStack<
  Params extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType | undefined,
>(
  route: Route<Params, Query, Body>,
  run: (request: RequestOf<Params, Query, Body>, asked: Asked) => HttpAnswer | Promise<HttpAnswer>,
): RouteHandler {
  const admissions = new WeakMap<object, Admission | undefined>();
  const respond = async (event: APIGatewayProxyEventV2): Promise<HttpAnswer> => {
    const people = admissions.get(event);
    const withheld = sessionAnswer(route, event, people);
    if (withheld !== undefined) return withheld;
    const read = readRequest(route, event);
    if (read.kind === 'faulty') return read.answer;
    const alsoWithheld = bodySessionAnswer(route, event, { body: read.request.body, people });
    const { requestId } = event.requestContext;
    return alsoWithheld ?? run(read.request, { requestId, project: projectOfRequest(event) });
  };
  const stack = middy<APIGatewayProxyEventV2, HttpAnswer>({
    timeoutEarlyInMillis: timeReserveMs,
    timeoutEarlyResponse: (): never => {
      throw new StoreUnavailable('the function’s time was up');
    },
  })
    .use(countAnswers(route))
    .use(explainErrors(route))
    .handler(respond);
  const handler: AdmittingHandler = async (event, context, people) => {
    admissions.set(event, people);
    return toResult(await stack(event, context));
  };
  return Object.assign(handler, { route });
}

type Middleware = MiddlewareObj<APIGatewayProxyEventV2, HttpAnswer, Error>;

/** One count per request, by operation and outcome. */
function countAnswers(route: Route): Middleware {
  const started = new WeakMap<object, number>();
  const count = ({
    event,
    response,
  }: {
    readonly event: APIGatewayProxyEventV2;
    readonly response: HttpAnswer | null | undefined;
  }): void => {
    const outcome = response?.isReplay ? 'replayed' : (response?.code ?? 'internal-error');
    countRequest({
      operation: route.id,
      outcome,
      durationMs: performance.now() - (started.get(event) ?? Number.NaN),
      requestId: event.requestContext.requestId,
    });
  };
  return {
    before: ({ event }) => {
      started.set(event, performance.now());
    },
    after: count,
    onError: count,
  };
}

/** Whatever is thrown becomes an answer. */
function explainErrors(route: Route): Middleware {
  return {
    onError: (request) => {
      const { requestId } = request.event.requestContext;
      request.response = thrownAnswer(request.error, { operation: route.id, requestId });
      if (isOurs(request.error)) countInternalError(requestFunctionOf(route));
    },
  };
}
