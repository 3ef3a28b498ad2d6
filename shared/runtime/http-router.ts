import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { requestFunctionOf } from '../contract/routes/request-function.ts';
import { taggedResult } from './entity-tag.ts';
import type { RouteHandler } from './http-stack.ts';
import { isTrial, type Trial, tryOut } from './trial.ts';

export interface RoutedHandler {
  (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2>;
  (trial: Trial, context: Context): Promise<undefined>;
}

/** One handler for several routes of one function: API Gateway has found the route, and names it as its key. */
export function httpRouter(handlers: readonly [RouteHandler, ...RouteHandler[]]): RoutedHandler {
  const byKey = new Map(handlers.map((handler) => [`${handler.route.method} ${handler.route.path}`, handler]));
  const name = requestFunctionOf(handlers[0].route);
  async function answer(event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> {
    const handler = byKey.get(event.routeKey);
    // The stacks send each function its own routes: anything else is a deployment that is wrong, and rings.
    if (handler === undefined) throw new TypeError(`this function has no ${event.routeKey}`);
    const result = await handler(event, context);
    return handler.route.isTagged ? taggedResult(event, result) : result;
  }
  function routed(event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2>;
  function routed(trial: Trial, context: Context): Promise<undefined>;
  function routed(
    event: APIGatewayProxyEventV2 | Trial,
    context: Context,
  ): Promise<APIGatewayProxyStructuredResultV2 | undefined> {
    return isTrial(event) ? tryOut(event, context, { name, answer }) : answer(event, context);
  }
  return routed;
}
