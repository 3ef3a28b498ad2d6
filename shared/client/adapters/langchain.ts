/**
 * A callback handler of LangChain: `model.invoke(messages, { callbacks: [creditsHandler({ client, accountId })] })`. Each call
 * of a model is funded before it is made: one that isn't funded throws `CreditsRefused` in place of it.
 */

import { present } from '../../domain/present.ts';
import type { Charge, Estimate } from '../holds/charge.ts';
import type { OpenHold } from '../holds/hold-terms.ts';
import { CreditsRefused } from '../holds/trouble.ts';
import { settleAfter } from '../holds/with-hold.ts';
import type { TokenCount } from '../models/token-count.ts';
import { unrefTimer } from '../surroundings.ts';
import { createModelMeter, type MeteredModelOptions } from './metered-model.ts';

interface Run {
  readonly hold: OpenHold;
  readonly estimate: Estimate;
  readonly count: TokenCount;
  readonly charge: () => Charge | undefined;
  reportedTokens: number;
  idle: ReturnType<typeof setTimeout> | undefined;
}

/** The part in use of LangChain's handlers. */
export interface CreditsHandler {
  readonly name: string;
  readonly awaitHandlers: true;
  readonly raiseError: true;
  readonly ignoreLLM: false;
  readonly ignoreChain: true;
  readonly ignoreAgent: true;
  readonly ignoreRetriever: true;
  readonly ignoreCustomEvent: true;
  handleChatModelStart(
    llm: unknown,
    messages: unknown,
    runId: string,
    parentRunId?: string,
    extraParams?: Record<string, unknown>,
  ): Promise<void>;
  handleLLMStart(
    llm: unknown,
    prompts: string[],
    runId: string,
    parentRunId?: string,
    extraParams?: Record<string, unknown>,
  ): Promise<void>;
  handleLLMNewToken(
    token: string,
    idx: unknown,
    runId: string,
    parentRunId?: string,
    tags?: string[],
    fields?: unknown,
  ): Promise<void>;
  handleLLMEnd(output: unknown, runId: string): Promise<void>;
  handleLLMError(cause: unknown, runId: string): Promise<void>;
}

const reportEveryTokens = 64;

export interface LangChainOptions extends MeteredModelOptions {
  /** The model's name in the rate card, where the model doesn't tell its own. */
  readonly model?: string;
  /**
   * LangChain tells nobody when the reader of a stream leaves it: one that nothing came of for so long, after its first
   * token, is settled with what had come, and ends if it goes on. 30 seconds when left out.
   */
  readonly idleSeconds?: number;
}

const idleUsualSeconds = 30;

export function creditsHandler(options: LangChainOptions): CreditsHandler {
  const meter = createModelMeter(options);
  const runs = new Map<string, Run>();
  const start = async (request: unknown, runId: string, extraParams: object = {}): Promise<void> => {
    const invocation: object = Object(Reflect.get(extraParams, 'invocation_params'));
    const named: unknown = Reflect.get(invocation, 'model') ?? Reflect.get(invocation, 'model_name');
    const model = options.model ?? (typeof named === 'string' ? named : undefined);
    if (model === undefined) throw new TypeError('the model doesn’t tell its name: name it in the handler’s options');
    const opened = await meter.open({ model, request: { ...invocation, request } });
    if (opened.kind === 'refused') throw new CreditsRefused(opened.problem);
    runs.set(runId, { ...opened.value, reportedTokens: 0, idle: undefined });
  };
  const end = async (runId: string, whenSilent: 'estimate' | 'nothing'): Promise<void> => {
    const run = runs.get(runId);
    if (run === undefined) return;
    runs.delete(runId);
    clearTimeout(run.idle);
    const { onUnsettled } = options;
    const told = { estimate: run.estimate, ...present({ onUnsettled }) };
    await settleAfter(run.hold, whenSilent, told);
  };
  return {
    name: 'credits',
    awaitHandlers: true,
    raiseError: true,
    ignoreLLM: false,
    ignoreChain: true,
    ignoreAgent: true,
    ignoreRetriever: true,
    ignoreCustomEvent: true,
    handleChatModelStart: async (_llm, messages, runId, _parent, extra) => start(messages, runId, extra),
    handleLLMStart: async (_llm, prompts, runId, _parent, extra) => start(prompts, runId, extra),
    handleLLMNewToken: async (token, _index, runId) => {
      const run = runs.get(runId);
      if (run === undefined) throw new OutOfCredits();
      run.count.add(token);
      const charge = run.charge();
      clearTimeout(run.idle);
      run.idle = setTimeout(
        () => {
          if (charge !== undefined) run.hold.use(charge);
          void end(runId, 'nothing');
        },
        (options.idleSeconds ?? idleUsualSeconds) * 1_000,
      );
      unrefTimer(run.idle);
      const { output } = run.count.usage();
      if (charge === undefined || output - run.reportedTokens < reportEveryTokens) return;
      run.reportedTokens = output;
      const report = await run.hold.report(charge);
      if (report.kind === 'refused') throw new CreditsRefused(report.problem);
      if (report.value.decision === 'pause') throw new OutOfCredits();
    },
    handleLLMEnd: async (output, runId) => {
      const run = runs.get(runId);
      const messages = messagesIn(output);
      const areUnderstood = messages.length > 0 && messages.map((message) => run?.count.add(message)).every(Boolean);
      const charge = run?.charge();
      if (charge !== undefined && (areUnderstood || run?.count.hasBegun())) run?.hold.use(charge);
      await end(runId, 'estimate');
    },
    handleLLMError: async (_cause, runId) => {
      const run = runs.get(runId);
      const charge = run?.charge();
      if (charge !== undefined && run?.count.hasBegun()) run.hold.use(charge);
      await end(runId, 'nothing');
    },
  };
}

/** A stream was stopped, for nothing is set aside for more of it. What it had generated is charged. */
export class OutOfCredits extends Error {
  override readonly name = 'OutOfCredits';

  constructor() {
    super('the credits set aside for this answer ran out while the model was giving it');
  }
}

function messagesIn(output: unknown): readonly unknown[] {
  const generations: unknown = Reflect.get(Object(output), 'generations');
  const all = Array.isArray(generations) ? generations.flat() : [];
  return all.map((generation) => {
    const { message, text } = Object(generation);
    return message ?? text;
  });
}
