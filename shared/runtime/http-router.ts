import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { requestFunctionOf } from '../contract/routes/request-function.ts';
import { isForPeople } from '../contract/routes/route.ts';
import type { RouteHandler } from './http-stack.ts';
import type { Admission } from './session.ts';
import { isTrial, type Probe, type Trial, tryOut } from './trial.ts';

export interface RoutedHandler {
  (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2>;
  (trial: Trial, context: Context): Promise<undefined>;
}

/** Gives an answer its entity tag (`entity-tag.ts`). */
export type Tagging = (
  event: APIGatewayProxyEventV2,
  result: APIGatewayProxyStructuredResultV2,
) => APIGatewayProxyStructuredResultV2;

export interface RouterSettings {
  /** The request by which new code is tried out. */
  readonly probe: Probe;
  /** Given where some route's answers are tagged, so that what charges needn't load it. */
  readonly tag?: Tagging;
  /** Given where some route is for people, likewise. */
  readonly people?: Admission;
}

/**
 * One handler for several routes of one function: API Gateway has found the route, and names it as its key.
 */
export function httpRouter(
  handlers: readonly [RouteHandler, ...RouteHandler[]],
  { probe, tag, people }: RouterSettings,
): RoutedHandler {
  const untagged = handlers.find(({ route }) => route.isTagged === true && tag === undefined);
  if (untagged !== undefined) throw new TypeError(`nothing tags the answers of ${untagged.route.id}`);
  const unheard = handlers.find(({ route }) => isForPeople(route) && people === undefined);
  if (unheard !== undefined) throw new TypeError(`nothing says which people may call ${unheard.route.id}`);
  const byKey = new Map(handlers.map((handler) => [`${handler.route.method} ${handler.route.path}`, handler]));
  const name = requestFunctionOf(handlers[0].route);
  async function answer(event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> {
    const handler = byKey.get(event.routeKey);
    // The stacks send each function its own routes: anything else is a deployment that is wrong, and rings.
    if (handler === undefined) throw new TypeError(`this function has no ${event.routeKey}`);
    const result = await handler(event, context, people);
    return tag !== undefined && handler.route.isTagged ? tag(event, result) : result;
  }
  function routed(event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2>;
  function routed(trial: Trial, context: Context): Promise<undefined>;
  function routed(
    event: APIGatewayProxyEventV2 | Trial,
    context: Context,
  ): Promise<APIGatewayProxyStructuredResultV2 | undefined> {
    return isTrial(event) ? tryOut(event, context, { name, probe, answer }) : answer(event, context);
  }
  return routed;
}
