/**
 * A middy middleware for anyone's Lambda: the handler runs when its estimate could be set aside, and is charged with what
 * it says it used. Use it last, nearest to the handler.
 *
 *     middy().use(creditGate({ client, accountId: (event) => event.customer, estimate: { credits: 5, category: 'ai' } }))
 *       .handler(async (event, { credits }) => { credits.use({ credits: 3.2 }); ... })
 *
 * 1. Not funded: the handler doesn't run. A 402 answers the request, or `CreditsRefused` is thrown where that is asked for.
 * 2. It returns: what it said it used is captured; the estimate when it said nothing.
 * 3. It throws: what it said it used is captured; when it had said nothing, nothing was done and all is released.
 * 4. Killed or out of time: the hold expires by the clock, charged with what was reported.
 */
import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Category } from '../../domain/catalogue/rate-card.ts';
import type { Answer, Problem } from '../credits-client.ts';
import { type Charge, type HoldClient, settleWork, type UsageCharge } from '../holds/settle-work.ts';

/** What is set aside before the handler runs. */
export type Estimate = UsageCharge | { readonly credits: number; readonly category: Category };

export interface CreditGateOptions<Event> {
  readonly client: HoldClient;
  readonly accountId: string | ((event: Event) => string);
  readonly estimate: Estimate | ((event: Event) => Estimate);
  readonly dimensions?: (event: Event) => Readonly<Record<string, string>>;
  /** `pause` when left out. */
  readonly whenExhausted?: 'pause' | 'complete';
  /** Longer than the function's own time: 15 minutes when left out, which is Lambda's most. */
  readonly expiresInSeconds?: number;
  /** `answer` suits a function behind HTTP, `throw` any other. `answer` when left out. */
  readonly whenRefused?: 'answer' | 'throw';
  /** Told when work that was done couldn't be charged in full. Without it that is thrown. */
  readonly onUnsettled?: (trouble: unknown, holdId: string) => void;
}

export interface CreditUse {
  readonly holdId: string;
  /** What was used since the handler began. Its last word counts. */
  use(charge: Charge): void;
  /** Says so to the service too, and asks whether there is enough to go on. */
  report(charge: Charge): Promise<Answer<{ readonly decision: 'continue' | 'pause' }>>;
}

export type GatedContext = Context & { readonly credits: CreditUse };

/** Work that was not funded, or could not be charged in full. */
export class CreditsRefused extends Error {
  override readonly name = 'CreditsRefused';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

interface Work {
  readonly accountId: string;
  readonly holdId: string;
  readonly estimate: Estimate;
  held: number;
  used?: Charge;
}

const lambdaSeconds = 900;
const paymentRequired = 402;

export function creditGate<Event>(
  options: CreditGateOptions<Event>,
): MiddlewareObj<Event, unknown, Error, GatedContext> {
  const { client, whenRefused = 'answer', onUnsettled } = options;
  const underWay = new WeakMap<object, Work>();

  const settle = async (context: object, whenSilent: 'estimate' | 'nothing'): Promise<void> => {
    const work = underWay.get(context);
    if (work === undefined) return;
    underWay.delete(context);
    const used = work.used ?? (whenSilent === 'estimate' ? chargeOf(work.estimate) : undefined);
    try {
      const settlement = await settleWork(client, work, used);
      if ('problem' in settlement) throw new CreditsRefused(settlement.problem);
    } catch (cause) {
      if (onUnsettled === undefined) throw cause;
      onUnsettled(cause, work.holdId);
    }
  };

  return {
    before: async ({ event, context }) => {
      const authorized = await authorize(options, event);
      if (authorized.kind === 'refused') {
        const { problem } = authorized;
        if (whenRefused === 'throw' || problem.status !== paymentRequired) throw new CreditsRefused(problem);
        return refusal(problem);
      }
      underWay.set(context, authorized.value);
      Object.assign(context, { credits: useOf(client, authorized.value) });
      return undefined;
    },
    after: ({ context }) => settle(context, 'estimate'),
    onError: ({ context }) => settle(context, 'nothing'),
  };
}

async function authorize<Event>(
  { client, accountId: of, estimate: thought, dimensions, ...options }: CreditGateOptions<Event>,
  event: Event,
): Promise<Answer<Work>> {
  const accountId = typeof of === 'string' ? of : of(event);
  const estimate = typeof thought === 'function' ? thought(event) : thought;
  const answer = await client.authorizeHold({
    accountId,
    body: {
      ...estimate,
      expiresInSeconds: options.expiresInSeconds ?? lambdaSeconds,
      whenExhausted: options.whenExhausted ?? 'pause',
      ...(dimensions === undefined ? {} : { dimensions: { ...dimensions(event) } }),
    },
  });
  if (answer.kind === 'refused') return answer;
  const { holdId, credits } = answer.value.hold;
  return { ...answer, value: { accountId, holdId, estimate, held: credits } };
}

function useOf(client: HoldClient, work: Work): CreditUse {
  const { accountId, holdId } = work;
  return {
    holdId,
    use: (charge) => {
      work.used = charge;
    },
    report: async (charge) => {
      work.used = charge;
      const answer = await client.reportUsage({ accountId, holdId, body: charge });
      if (answer.kind === 'done') work.held = answer.value.hold.credits;
      return answer;
    },
  };
}

function chargeOf(estimate: Estimate): Charge {
  return 'usage' in estimate ? estimate : { credits: estimate.credits };
}

function refusal(problem: Problem): object {
  return {
    statusCode: paymentRequired,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify(problem),
  };
}
