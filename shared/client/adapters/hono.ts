/** A middleware of Hono: `app.post('/chat', honoCredits({ client, accountId, estimate }), (c) => …c.get('credits').use(…))`. */
import { openGate, refusalResponse, respond, type WebCredits, type WebGateOptions } from './web-gate.ts';

export type { WebCredits, WebGateOptions } from './web-gate.ts';

/** The part in use of Hono's context. */
export interface HonoContext {
  res: Response;
  readonly error?: Error | undefined;
  set(name: 'credits', value: WebCredits): void;
}

/** For `new Hono<{ Variables: CreditsVariables }>()`. */
export interface CreditsVariables {
  credits: WebCredits;
}

export function honoCredits<Context extends HonoContext>(
  options: WebGateOptions<Context>,
): (context: Context, next: () => Promise<void>) => Promise<Response | undefined> {
  return async (context, next) => {
    const opened = await openGate(options, context);
    if (opened.kind === 'refused') return refusalResponse(opened.problem);
    const gated = opened.value;
    context.set('credits', gated.credits);
    await next();
    // What a handler threw is an answer by now: Hono has made one of it.
    if (context.error !== undefined) {
      await gated.failed();
      return undefined;
    }
    const answered = context.res;
    const response = await respond(gated, () => answered);
    if (response === answered) return undefined;
    // Hono would join the headers of the answer that it replaces.
    Reflect.set(context, 'res', undefined);
    context.res = response;
    return undefined;
  };
}
