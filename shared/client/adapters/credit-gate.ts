/**
 * A middy middleware for anyone's Lambda: the handler runs when its estimate could be set aside, and is charged with what
 * it says it used. Use it last, nearest to the handler.
 *
 *     middy().use(creditGate({ client, accountId: (event) => event.customer, estimate: { credits: 5, category: 'ai' } }))
 *       .handler(async (event, { credits }) => { credits.use({ credits: 3.2 }); ... })
 *
 * 1. Not funded: the handler doesn't run. A 402 answers the request, or `CreditsRefused` is thrown where that is asked for.
 * 2. It returns: what it said it used is captured; the estimate when it said nothing, and nothing when its answer says that
 *    it failed. An answer that is a stream is settled when it has flowed.
 * 3. It throws: what it said it used is captured; when it had said nothing, nothing was done and all is released.
 * 4. What it returned is never lost to what goes wrong in settling: that is told to `onUnsettled`.
 * 5. A message delivered again is charged once: the hold's key comes from the event.
 * 6. Killed or out of time: the hold expires by the clock, charged with what was reported.
 */

import { present } from '../../domain/present.ts';
import type { Estimate } from '../holds/charge.ts';
import type { Availability, HeldUse, HoldTerms, OpenHold } from '../holds/hold-terms.ts';
import { openHold } from '../holds/open-hold.ts';
import type { HoldClient } from '../holds/settle-work.ts';
import { CreditsRefused, type SettlingOptions } from '../holds/trouble.ts';
import { settleAfter } from '../holds/with-hold.ts';
import type { Answer, Problem } from '../operations.ts';
import { eventKey } from './event-key.ts';
import { flowing } from './flowing-answer.ts';
import type { LambdaContext, Middleware } from './middy-types.ts';

export interface CreditGateOptions<Event> extends Availability, SettlingOptions {
  readonly client: HoldClient;
  readonly accountId: string | ((event: Event) => string);
  readonly estimate: Estimate | ((event: Event) => Estimate);
  /** Names the work, so that a second delivery isn't charged: the id of a message or an event when left out. */
  readonly key?: (event: Event) => string | undefined;
  readonly dimensions?: (event: Event) => Readonly<Record<string, string>>;
  /** `pause` when left out. */
  readonly whenExhausted?: 'pause' | 'complete';
  /** Longer than the function's own time: 15 minutes when left out, which is Lambda's most. */
  readonly expiresInSeconds?: number;
  /** `answer` suits a function behind HTTP, `throw` any other. `answer` when left out. */
  readonly whenRefused?: 'answer' | 'throw';
  /** The charge for a handler that said nothing and whose answer has a `statusCode` of 400 or more: nothing when left out. */
  readonly whenFailed?: 'nothing' | 'estimate';
}

export type CreditUse = Pick<HeldUse, 'holdId' | 'isRepeat' | 'use' | 'report'>;

/** For the handler: middy<Event, Result, Error, GatedContext>(). */
export type GatedContext = LambdaContext & { readonly credits: CreditUse };

interface GatedWork {
  readonly hold: OpenHold;
  readonly terms: HoldTerms;
}

const lambdaSeconds = 900;
const paymentRequired = 402;

export function creditGate<Event>(options: CreditGateOptions<Event>): Middleware<Event, GatedContext> {
  const { whenRefused = 'answer', whenFailed = 'nothing', onUnsettled } = options;
  const underWay = new WeakMap<object, GatedWork>();
  const settle = async (context: object, whenSilent: 'estimate' | 'nothing'): Promise<void> => {
    const gated = underWay.get(context);
    underWay.delete(context);
    if (gated === undefined) return;
    await settleAfter(gated.hold, whenSilent, {
      ...gated.terms,
      ...present({ onUnsettled }),
    });
  };

  return {
    before: async ({ event, context }) => {
      const terms = termsOf(options, event);
      const opened: Answer<OpenHold> = await openHold(terms);
      if (opened.kind === 'refused') {
        const { problem } = opened;
        if (whenRefused === 'throw' || problem.status !== paymentRequired) throw new CreditsRefused(problem);
        return refusal(problem);
      }
      const { holdId, isRepeat, use, report } = opened.value;
      underWay.set(context, { hold: opened.value, terms });
      Object.assign(context, { credits: { holdId, isRepeat, use, report } satisfies CreditUse });
      return undefined;
    },
    after: async (request) => {
      const { context } = request;
      const streamed = flowing(request.response, (end, hasFlowed) =>
        settle(context, end === 'finished' || hasFlowed ? 'estimate' : 'nothing'),
      );
      if (streamed === undefined) await settle(context, hasFailed(request.response) ? whenFailed : 'estimate');
      else request.response = streamed;
    },
    onError: ({ context }) => settle(context, 'nothing'),
  };
}

function termsOf<Event>(options: CreditGateOptions<Event>, event: Event): HoldTerms {
  const { client, accountId, estimate, dimensions, key = eventKey, whenExhausted = 'pause', ...rest } = options;
  const { onUnsettled: _told, whenRefused: _refused, whenFailed: _failed, ...availability } = rest;
  const name = key(event);
  return {
    ...availability,
    client,
    accountId: typeof accountId === 'string' ? accountId : accountId(event),
    estimate: typeof estimate === 'function' ? estimate(event) : estimate,
    expiresInSeconds: rest.expiresInSeconds ?? lambdaSeconds,
    whenExhausted,
    ...present({ key: name }),
    ...(dimensions === undefined ? {} : { dimensions: dimensions(event) }),
  };
}

const failureStatusMin = 400;

function hasFailed(answer: unknown): boolean {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'statusCode' in answer &&
    typeof answer.statusCode === 'number' &&
    answer.statusCode >= failureStatusMin
  );
}

function refusal(problem: Problem): object {
  return {
    statusCode: paymentRequired,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify(problem),
  };
}
