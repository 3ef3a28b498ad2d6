/** The deployed handlers, called in this process, without HTTP and without a gateway. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { routeList } from '../../../shared/contract/routes/routes.ts';
import { present } from '../../../shared/domain/present.ts';
import type { HttpHandler } from '../../../shared/runtime/http-stack.ts';
import { gatewayEvent, lambdaContext } from '../builders/gateway-event.ts';
import type { RouteRequest } from '../builders/route-request.ts';

const loaded = await Promise.all(
  routeList.map(async ({ id }) => {
    const { handler } = (await import(`../../../functions/api/${id}.ts`)) as { readonly handler: HttpHandler };
    return [id, handler] as const;
  }),
);
const handlers = new Map<string, HttpHandler>(loaded);

export interface CalledHandler extends Partial<RouteRequest> {
  /** `name=value&...`, encoded. */
  readonly query?: string;
  readonly requestId?: string;
  /** A workload's when left out. */
  readonly authorizer?: object;
}

export function callHandler(route: Route, sent: CalledHandler): Promise<APIGatewayProxyStructuredResultV2> {
  const handler = handlers.get(route.id);
  if (handler === undefined) throw new TypeError(`${route.id} has no handler`);
  const { query = '', requestId = 'request', params, headers, text, authorizer } = sent;
  const event = gatewayEvent(route, {
    requestId,
    ...present({ params, headers, text, authorizer }),
  });
  return handler({ ...event, rawQueryString: query }, lambdaContext());
}
