/**
 * A middleware of Express: `app.post('/chat', expressCredits({ client, accountId, estimate }), (req, res) => …res.locals.credits.use(…))`.
 * It settles when the answer is written, or when its reader has gone.
 */
import { openGate, problemType, type WebCredits, type WebGateOptions } from './web-gate.ts';

export type { WebCredits, WebGateOptions } from './web-gate.ts';

/** The part in use of Express's response. */
export interface ExpressResponse {
  statusCode: number;
  readonly writableFinished: boolean;
  readonly headersSent: boolean;
  locals: Record<string, unknown>;
  once(event: 'close', listener: () => void): unknown;
  status(code: number): { type(contentType: string): { send(body: string): unknown } };
}

export function expressCredits<Incoming>(
  options: WebGateOptions<Incoming>,
): (request: Incoming, response: ExpressResponse, next: (cause?: unknown) => void) => Promise<void> {
  return async (request, response, next) => {
    try {
      const opened = await openGate(options, request);
      if (opened.kind === 'refused') {
        const { problem } = opened;
        response.status(problem.status).type(problemType).send(JSON.stringify(problem));
        return;
      }
      const { credits, settle } = opened.value;
      response.locals['credits'] = credits;
      response.once('close', () => {
        // A reader that left before anything was sent may have left before anything was done.
        const end = response.writableFinished ? 'finished' : response.headersSent ? 'left' : 'broke';
        void settle(response.statusCode, end, response.headersSent);
      });
    } catch (cause) {
      next(cause);
      return;
    }
    next();
  };
}

/** The credits of a request that was let through. */
export function creditsOf({ locals }: Pick<ExpressResponse, 'locals'>): WebCredits {
  return locals['credits'] as WebCredits;
}
