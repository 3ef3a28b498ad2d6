/** The deployed handlers, called in this process, without HTTP and without a gateway. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { requestFunctionOf, requestFunctions } from '../../../shared/contract/routes/request-function.ts';
import type { Route } from '../../../shared/contract/routes/route.ts';
import { present } from '../../../shared/domain/present.ts';
import type { HttpHandler } from '../../../shared/runtime/http-stack.ts';
import { gatewayEvent, lambdaContext } from '../builders/gateway-event.ts';
import type { RouteRequest } from '../builders/route-request.ts';

const loaded = await Promise.all(
  Object.keys(requestFunctions).map(async (name) => {
    const { handler } = (await import(`../../../functions/requests/${name}.ts`)) as { readonly handler: HttpHandler };
    return [name, handler] as const;
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
  const handler = handlers.get(requestFunctionOf(route));
  if (handler === undefined) throw new TypeError(`${route.id} has no handler`);
  const { query = '', requestId = 'request', params, headers, text, authorizer } = sent;
  const event = gatewayEvent(route, {
    requestId,
    ...present({ params, headers, text, authorizer }),
  });
  return handler({ ...event, rawQueryString: query }, lambdaContext());
}
