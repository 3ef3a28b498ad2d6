import type * as z from 'zod/mini';
import type { AnswerOf } from '../contract/answers/answer-parts.ts';
import type { Route } from '../contract/routes/route.ts';
import type { Services } from '../ports/services.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { RequestOf } from './http-request.ts';
import { httpStack, type RouteHandler } from './http-stack.ts';
import { type ProcessServices, services } from './services.ts';

/** The parts of a handler: its route, and what it does with a request that is as the route says. */
export interface HttpHandlerParts<
  Params extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  Body extends z.ZodMiniType | undefined,
  Answer extends z.ZodMiniType,
  Others,
> {
  readonly route: Route<Params, Query, Body, Answer>;
  /** The services that it works with besides the accounts and the clock. */
  readonly others?: () => Others;
  readonly run: (
    request: RequestOf<Params, Query, Body>,
    services: ProcessServices & Others & Invocation,
  ) => Promise<HttpAnswer<AnswerOf<Answer>>>;
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
  Answer extends z.ZodMiniType,
  Others extends Partial<Services> = object,
>({ route, others, run }: HttpHandlerParts<Params, Query, Body, Answer, Others>): RouteHandler {
  return httpStack(route, (request, requestId) => {
    const provided = services();
    return run(request, { ...provided, ...(others?.() as Others), atMs: provided.nowMs(), requestId });
  });
}
