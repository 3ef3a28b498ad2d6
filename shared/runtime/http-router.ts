import type { HttpHandler, RouteHandler } from './http-stack.ts';

/** One handler for several routes: API Gateway has found the route, and names it as its key. */
export function httpRouter(handlers: readonly RouteHandler[]): HttpHandler {
  const byKey = new Map(handlers.map((handler) => [`${handler.route.method} ${handler.route.path}`, handler]));
  return (event, context) => {
    const handler = byKey.get(event.routeKey);
    // The stacks send each function its own routes: anything else is a deployment that is wrong, and rings.
    if (handler === undefined) throw new TypeError(`this function has no ${event.routeKey}`);
    return handler(event, context);
  };
}
