/** Calls of models, funded before they are made and charged by the model's own count: what the adapters for SDKs share. */

import { chargeOf } from '../../domain/catalogue/model-skus.ts';
import { type PricedSkus, type RequestTerms, skusOf } from '../../domain/catalogue/skus-of.ts';
import { present } from '../../domain/present.ts';
import { type Charge, chargeOfEstimate, type Estimate } from '../holds/charge.ts';
import type { HoldTerms, OpenHold } from '../holds/hold-terms.ts';
import { openHold } from '../holds/open-hold.ts';
import type { HoldClient } from '../holds/settle-work.ts';
import { type SettlingOptions, tell, tellTrouble } from '../holds/trouble.ts';
import { withHold } from '../holds/with-hold.ts';
import { estimateUsage, type MeteredStream, meterStream } from '../meter-stream.ts';
import { createTokenCount, type TokenCount, type TokenEstimate } from '../models/token-count.ts';
import type { Answer, CreditsClient } from '../operations.ts';

export interface MeteredModelOptions
  extends SettlingOptions,
    Pick<HoldTerms, 'whenExhausted' | 'expiresInSeconds' | 'dimensions'> {
  readonly client: HoldClient & Pick<CreditsClient, 'listRateCards' | 'readRateCard'>;
  /** Whose credits pay; asked at each call where it is a function. */
  readonly accountId: string | (() => string);
  /** The card in effect, read from the service once a minute, when left out. */
  readonly card?: PricedSkus;
  /** The terms that requests ask for and their answers may not tell: a tier, a region. */
  readonly terms?: RequestTerms;
  /** The use that a call is expected to make. Reckoned from the request when left out. */
  readonly estimate?: TokenEstimate;
}

export interface ModelCall {
  readonly model: string;
  /** As it is sent: its texts are counted, and the most it allows to be generated is read from it. */
  readonly request: unknown;
}

export interface ModelMeter {
  /**
   * A whole answer, charged by what it tells; by the estimate, which is told, when it tells nothing that is understood. `run`
   * failed when nothing was answered, and then nothing is charged; what fails in `read` had been, and costs the estimate.
   */
  answer<Value>(
    call: ModelCall,
    run: () => Promise<Value>,
    read?: (value: Value) => unknown | Promise<unknown>,
  ): Promise<Answer<Value>>;
  /** A call that others make: its hold, and the count that whoever makes it feeds. */
  open(call: ModelCall): Promise<Answer<OpenCall>>;
  stream<Event>(call: ModelCall, open: () => Promise<AsyncIterable<Event>>): Promise<Answer<MeteredStream<Event>>>;
}

export interface OpenCall {
  readonly hold: OpenHold;
  readonly estimate: Estimate;
  readonly count: TokenCount;
  /** The charge for the count. */
  readonly charge: () => Charge | undefined;
}

export function createModelMeter(options: MeteredModelOptions): ModelMeter {
  const cardOf = cardReader(options);
  const termsFor = async ({ model, request }: ModelCall, outputMax: number) => {
    const { client, accountId, whenExhausted, expiresInSeconds, dimensions } = options;
    return {
      client,
      accountId: typeof accountId === 'string' ? accountId : accountId(),
      skus: skusOf(model, await cardOf(), options.terms),
      estimate: options.estimate ?? estimateOf(request, outputMax),
      ...present({ whenExhausted, expiresInSeconds }),
      dimensions: { model, ...dimensions },
    };
  };
  return {
    answer: async (call, run, read = (value) => value) => {
      const { skus, estimate, ...terms } = await termsFor(call, Number.POSITIVE_INFINITY);
      const held = { ...terms, ...settling(options), estimate: estimateUsage(estimate, skus) };
      const outcome = await withHold(held, async (work) => {
        const value = await run();
        work.use(chargeOfEstimate(held.estimate));
        const count = createTokenCount(estimate);
        const answer = await read(value);
        const charge = count.add(answer) ? chargeOf(count.usage(), skus) : undefined;
        if (charge === undefined) tell(new AnswerNotUnderstood(answer), work.holdId, options);
        else work.use(charge);
        return value;
      });
      switch (outcome.kind) {
        case 'done':
          return { kind: 'done', value: outcome.value, isReplay: false };
        case 'refused':
          return { ...outcome, isReplay: false };
        case 'repeated':
          throw new TypeError('a call without a key can’t be a repetition');
        default:
          return outcome satisfies never;
      }
    },
    open: async (call) => {
      const { skus, estimate, ...terms } = await termsFor(call, streamedAtFirst);
      const usage = estimateUsage(estimate, skus);
      const opened = await openHold({ ...terms, estimate: usage });
      if (opened.kind === 'refused') return opened;
      const count = createTokenCount(estimate);
      const charge = (): Charge | undefined => chargeOf(count.usage(), skus);
      return { ...opened, value: { hold: opened.value, estimate: usage, count, charge } };
    },
    stream: async (call, open) => {
      const metered = await meterStream(open, await termsFor(call, streamedAtFirst));
      if (metered.kind === 'done') {
        const { ending, holdId } = metered.value;
        ending.then(
          ({ settlement }) => tellTrouble(settlement, holdId, options),
          (cause: unknown) => tellTrouble({ kind: 'unanswered', cause }, holdId, options),
        );
      }
      return metered;
    },
  };
}

/** The answer of a model is of no known shape. It was handed on, and its estimate charged. */
export class AnswerNotUnderstood extends Error {
  override readonly name = 'AnswerNotUnderstood';
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('what the model answered is of no shape that is known, so the estimate was charged for it');
    this.answer = answer;
  }
}

/** A stream is set aside for as it goes; so many tokens of its answer at first. */
const streamedAtFirst = 1_000;
const cardKeptMs = 60_000;

function settling({ onUnsettled }: SettlingOptions): SettlingOptions {
  return onUnsettled === undefined ? {} : { onUnsettled };
}

function cardReader({ client, card }: MeteredModelOptions): () => Promise<PricedSkus> {
  if (card !== undefined) return async () => card;
  let known: Promise<PricedSkus> | undefined;
  let untilMs = 0;
  return () => {
    if (known !== undefined && Date.now() < untilMs) return known;
    untilMs = Date.now() + cardKeptMs;
    known = cardInEffect(client).catch((cause: unknown) => {
      known = undefined;
      throw cause;
    });
    return known;
  };
}

async function cardInEffect(client: MeteredModelOptions['client']): Promise<PricedSkus> {
  const list = await client.listRateCards();
  const version = list.kind === 'done' ? list.value.inEffect : undefined;
  if (typeof version !== 'string') throw new Error('there is no rate card in effect');
  const read = await client.readRateCard({ version });
  if (read.kind === 'refused') throw new Error(read.problem.detail);
  return read.value;
}

const charactersPerToken = 4;
const outputUsual = 1_000;
const outputMembers = ['max_completion_tokens', 'max_output_tokens', 'max_tokens', 'maxOutputTokens'];

function estimateOf(request: unknown, outputMax: number): TokenEstimate {
  const asked = outputMembers
    .map((name) => Reflect.get(Object(request), name))
    .find((value) => typeof value === 'number');
  return {
    inputTokens: Math.max(1, Math.ceil(charactersIn(request) / charactersPerToken)),
    outputTokens: Math.max(1, Math.min(asked ?? outputUsual, outputMax)),
  };
}

/** Counts the characters of texts; a picture's data says nothing of its tokens. */
function charactersIn(value: unknown): number {
  if (typeof value === 'string') return value.startsWith('data:') ? 0 : value.length;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 0;
  return Object.values(value).reduce<number>((sum, each) => sum + charactersIn(each), 0);
}
