/**
 * Handlers of requests that are funded before they run: what the adapters of web frameworks share.
 *
 * 1. Not funded: a problem by RFC 9457 with the ways back, and the handler doesn't run.
 * 2. It answers: what it said it used is charged; the estimate when it said nothing, and nothing when the status is 400 or
 *    more. A body is charged when it has flowed, or its reader has left.
 * 3. It throws: what it said is charged, and nothing when it had said nothing.
 */

import { present } from '../../domain/present.ts';
import type { Estimate } from '../holds/charge.ts';
import type { Availability, HeldUse, HoldTerms, OpenHold } from '../holds/hold-terms.ts';
import { openHold } from '../holds/open-hold.ts';
import type { HoldClient } from '../holds/settle-work.ts';
import type { SettlingOptions } from '../holds/trouble.ts';
import { settleAfter } from '../holds/with-hold.ts';
import type { Answer, Problem } from '../operations.ts';
import { type FlowEnd, flowing } from './flowing-answer.ts';

export interface WebGateOptions<Request> extends Availability, SettlingOptions {
  readonly client: HoldClient;
  readonly accountId: string | ((request: Request) => string | Promise<string>);
  readonly estimate: Estimate | ((request: Request) => Estimate);
  /** Names the work, so that the same request again isn't charged again. Take no name from those who would profit by it. */
  readonly key?: (request: Request) => string | undefined;
  readonly dimensions?: (request: Request) => Readonly<Record<string, string>>;
  readonly whenExhausted?: 'pause' | 'complete';
  readonly expiresInSeconds?: number;
  /** The charge for a handler that said nothing and answered with a status of 400 or more: nothing when left out. */
  readonly whenFailed?: 'nothing' | 'estimate';
}

export type WebCredits = Pick<HeldUse, 'holdId' | 'isRepeat' | 'use' | 'report'>;

export interface GatedRequest {
  readonly credits: WebCredits;
  /** Settles, once, by how the answer went. */
  settle(status: number, end: FlowEnd, hasFlowed: boolean): Promise<void>;
  /** For a handler that threw. */
  failed(): Promise<void>;
}

export async function openGate<Request>(
  options: WebGateOptions<Request>,
  request: Request,
): Promise<Answer<GatedRequest>> {
  const terms = await termsOf(options, request);
  const opened = await openHold(terms);
  if (opened.kind === 'refused') return opened;
  return { ...opened, value: gateRequest(options, terms, opened.value) };
}

const failureStatusMin = 400;

function gateRequest<Request>(options: WebGateOptions<Request>, terms: HoldTerms, hold: OpenHold): GatedRequest {
  const { whenFailed = 'nothing', onUnsettled } = options;
  const { holdId, isRepeat, use, report } = hold;
  let settling: Promise<unknown> | undefined;
  const settle = async (whenSilent: 'estimate' | 'nothing'): Promise<void> => {
    settling ??= settleAfter(hold, whenSilent, { ...terms, ...present({ onUnsettled }) });
    await settling;
  };
  return {
    credits: { holdId, isRepeat, use, report },
    settle: (status, end, hasFlowed) => {
      const isBroken = end === 'broke' && !hasFlowed;
      return settle(isBroken ? 'nothing' : status >= failureStatusMin ? whenFailed : 'estimate');
    },
    failed: () => settle('nothing'),
  };
}

async function termsOf<Request>(options: WebGateOptions<Request>, request: Request): Promise<HoldTerms> {
  const { client, accountId, estimate, key, dimensions, ...rest } = options;
  const { onUnsettled: _told, whenFailed: _failed, ...terms } = rest;
  const name = key?.(request);
  return {
    ...terms,
    client,
    accountId: typeof accountId === 'string' ? accountId : await accountId(request),
    estimate: typeof estimate === 'function' ? estimate(request) : estimate,
    ...present({ key: name }),
    ...(dimensions === undefined ? {} : { dimensions: dimensions(request) }),
  };
}

export const problemType = 'application/problem+json';

export function refusalResponse(problem: Problem): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': problemType, 'cache-control': 'no-store' },
  });
}

/** Runs a handler that answers with a `Response`, settled when its body has flowed. */
export async function respond(
  { credits, settle, failed }: GatedRequest,
  run: (credits: WebCredits) => Response | Promise<Response>,
): Promise<Response> {
  let response: Response;
  try {
    response = await run(credits);
  } catch (cause) {
    await failed();
    throw cause;
  }
  const { status } = response;
  const streamed = flowing(response, (end, hasFlowed) => settle(status, end, hasFlowed));
  if (streamed instanceof Response) return streamed;
  await settle(status, 'finished', true);
  return response;
}
