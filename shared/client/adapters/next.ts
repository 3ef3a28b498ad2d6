/**
 * Route handlers of Next, on Node and on the edge: `export const POST = withCredits({ client, accountId, estimate }, handler)`.
 * Fits whatever takes a `Request` and answers a `Response`: Remix, SvelteKit, Workers.
 */
import { openGate, refusalResponse, respond, type WebCredits, type WebGateOptions } from './web-gate.ts';

export type { WebCredits, WebGateOptions } from './web-gate.ts';

export type CreditedHandler<Incoming, Context> = (
  request: Incoming,
  context: Context & { readonly credits: WebCredits },
) => Response | Promise<Response>;

export function withCredits<Incoming extends Request = Request, Context = unknown>(
  options: WebGateOptions<Incoming>,
  handler: CreditedHandler<Incoming, Context>,
): (request: Incoming, context: Context) => Promise<Response> {
  return async (request, context) => {
    const opened = await openGate(options, request);
    if (opened.kind === 'refused') return refusalResponse(opened.problem);
    return respond(opened.value, (credits) => handler(request, { ...context, credits }));
  };
}
