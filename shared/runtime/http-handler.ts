import type * as z from 'zod/mini';
import type { Route } from '../contract/routes/route.ts';
import type { Services } from '../ports/services.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { RequestOf } from './http-request.ts';
import { type HttpHandler, httpStack } from './http-stack.ts';
import { services } from './services.ts';

/** The parts of a handler: its route, and what it does with a request that is as the route says. */
export interface HttpHandlerParts<
  Params extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType | undefined,
> {
  readonly route: Route<Params, Query, Body>;
  readonly run: (
    request: RequestOf<Params, Query, Body>,
    services: Pick<Services, 'store' | 'nowMs'> & Invocation,
  ) => Promise<HttpAnswer>;
}

/** The instant that the whole request counts as, and the id that operators find it by. */
interface Invocation {
  readonly atMs: number;
  readonly requestId: string;
}

/** A handler with the process's services: the store, and the clock read once. */
export function httpHandler<
  Params extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType | undefined,
>({ route, run }: HttpHandlerParts<Params, Query, Body>): HttpHandler {
  return httpStack(route, (request, requestId) => {
    const provided = services();
    return run(request, { ...provided, atMs: provided.nowMs(), requestId });
  });
}
