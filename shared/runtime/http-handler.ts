import type * as z from 'zod/mini';
import type { AnswerOf } from '../contract/answers/answer-parts.ts';
import type { Route } from '../contract/routes/route.ts';
import type { Project } from '../domain/project.ts';
import type { Services } from '../ports/services.ts';
import { asSeenBy } from './account-scope.ts';
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
  readonly others?: (project: Project) => Others;
  readonly run: (
    request: RequestOf<Params, Query, Body>,
    services: ProcessServices & Others & Invocation,
  ) => Promise<HttpAnswer<AnswerOf<Answer>>>;
}

/** The instant that the whole request counts as, and the id that operators find it by. */
interface Invocation {
  readonly project: Project;
  /** The accounts and the instant as one of those that a batch names sees them. */
  readonly seenBy: (accountId: string) => Promise<Pick<ProcessServices, 'store'> & { readonly atMs: number }>;
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
  return httpStack(route, async (request, { requestId, project: whole }) => {
    const project = await asSeenBy(whole, accountIn(request.params) ?? accountIn(request.body));
    const provided = services(project);
    const atMs = provided.nowMs();
    const seenBy: Invocation['seenBy'] = async (accountId) => {
      const seen = await asSeenBy(whole, accountId);
      return seen.moved === undefined ? { store: provided.store, atMs } : atNow(services(seen));
    };
    const answered = await run(request, {
      ...provided,
      ...(others?.(project) as Others),
      ...{ atMs, requestId, project, seenBy },
    });
    // Whoever shows the account reckons ages and ends by its clock.
    if (project.moved === undefined) return answered;
    return { ...answered, headers: { ...answered.headers, 'account-time': new Date(atMs).toISOString() } };
  });
}

function atNow({ store, nowMs }: ProcessServices): Pick<ProcessServices, 'store'> & { readonly atMs: number } {
  return { store, atMs: nowMs() };
}

/** The account that a request names. A batch names many, and asks for each. */
function accountIn(part: unknown): string | undefined {
  const { accountId }: { readonly accountId?: unknown } = Object(part);
  return typeof accountId === 'string' ? accountId : undefined;
}
