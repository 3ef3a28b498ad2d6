/**
 * What the events of a model's stream say of its use, in the shapes of Bedrock's ConverseStream, Bedrock's
 * InvokeModelWithResponseStream with Anthropic's messages inside, and OpenAI's chat completions. An event that is none of
 * them says nothing.
 */
import * as z from 'zod/mini';

export interface TokenUsage {
  /** Without those read from or written to a cache. */
  readonly input: number;
  readonly output: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
}

export interface ModelEvent {
  /** What was generated: text, reasoning, the arguments of a tool. */
  readonly text: string;
  /** The model's own count, as far as it is told. Each is cumulative. */
  readonly usage: Partial<TokenUsage>;
}

export function readModelEvent(event: unknown): ModelEvent {
  const { data } = anyEvent.safeParse(event);
  if (data === undefined) return nothing;
  if (data.chunk !== undefined) return ofAnthropic(json(data.chunk.bytes));
  if (data.choices !== undefined) return ofOpenAi(data.choices, data.usage);
  return ofConverse(data);
}

const nothing: ModelEvent = { text: '', usage: {} };
const text = z.nullish(z.string());
const tokens = z.nullish(z.number());

const converseUsage = z.object({
  inputTokens: tokens,
  outputTokens: tokens,
  cacheReadInputTokens: tokens,
  cacheWriteInputTokens: tokens,
});
const openAiUsage = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  prompt_tokens_details: z.nullish(z.object({ cached_tokens: tokens })),
});
const openAiChoice = z.object({
  delta: z.nullish(
    z.object({
      content: text,
      refusal: text,
      reasoning_content: text,
      tool_calls: z.nullish(z.array(z.object({ function: z.nullish(z.object({ arguments: text })) }))),
    }),
  ),
});
const anyEvent = z.object({
  contentBlockDelta: z.optional(
    z.object({
      delta: z.nullish(
        z.object({
          text,
          reasoningContent: z.nullish(z.object({ text })),
          toolUse: z.nullish(z.object({ input: text })),
        }),
      ),
    }),
  ),
  metadata: z.optional(z.object({ usage: z.nullish(converseUsage) })),
  choices: z.optional(z.array(openAiChoice)),
  usage: z.nullish(openAiUsage),
  chunk: z.optional(z.object({ bytes: z.instanceof(Uint8Array) })),
});
const anthropicUsage = z.nullish(
  z.object({
    input_tokens: tokens,
    output_tokens: tokens,
    cache_read_input_tokens: tokens,
    cache_creation_input_tokens: tokens,
  }),
);
const anthropicEvent = z.object({
  delta: z.nullish(z.object({ text, thinking: text, partial_json: text })),
  message: z.nullish(z.object({ usage: anthropicUsage })),
  usage: anthropicUsage,
  'amazon-bedrock-invocationMetrics': z.nullish(z.object({ inputTokenCount: tokens, outputTokenCount: tokens })),
});

function ofConverse({ contentBlockDelta, metadata }: z.output<typeof anyEvent>): ModelEvent {
  const delta = contentBlockDelta?.delta;
  const usage = metadata?.usage;
  return {
    text: joined(delta?.text, delta?.reasoningContent?.text, delta?.toolUse?.input),
    usage: told({
      input: usage?.inputTokens,
      output: usage?.outputTokens,
      cachedInput: usage?.cacheReadInputTokens,
      cacheWrite: usage?.cacheWriteInputTokens,
    }),
  };
}

/** OpenAI's count of the prompt includes what was cached. */
function ofOpenAi(
  choices: readonly z.output<typeof openAiChoice>[],
  usage: z.output<typeof openAiUsage> | null | undefined,
): ModelEvent {
  const cached = usage?.prompt_tokens_details?.cached_tokens ?? 0;
  const prompt = usage?.prompt_tokens;
  const texts = choices.flatMap(({ delta }) => [
    delta?.content,
    delta?.refusal,
    delta?.reasoning_content,
    ...(delta?.tool_calls ?? []).map((call) => call.function?.arguments),
  ]);
  return {
    text: joined(...texts),
    usage: told({
      input: prompt === null || prompt === undefined ? undefined : prompt - cached,
      output: usage?.completion_tokens,
      cachedInput: usage === null ? undefined : cached,
    }),
  };
}

function ofAnthropic(value: unknown): ModelEvent {
  const { data } = anthropicEvent.safeParse(value);
  if (data === undefined) return nothing;
  const usage = data.message?.usage ?? data.usage;
  const metrics = data['amazon-bedrock-invocationMetrics'];
  return {
    text: joined(data.delta?.text, data.delta?.thinking, data.delta?.partial_json),
    usage: told({
      input: usage?.input_tokens ?? metrics?.inputTokenCount,
      output: usage?.output_tokens ?? metrics?.outputTokenCount,
      cachedInput: usage?.cache_read_input_tokens,
      cacheWrite: usage?.cache_creation_input_tokens,
    }),
  };
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function joined(...texts: readonly (string | null | undefined)[]): string {
  return texts.map((each) => each ?? '').join('');
}

type Counts = { readonly [Name in keyof TokenUsage]?: number | null | undefined };

/** Without what isn't told. */
function told(counts: Counts): Partial<TokenUsage> {
  return Object.fromEntries(
    Object.entries(counts).filter(([, count]) => typeof count === 'number' && Number.isFinite(count) && count >= 0),
  );
}
