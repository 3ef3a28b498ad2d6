/**
 * Traces of OTLP in JSON, by the semantic conventions for generative AI: 1.27 to 1.39, which name token counts `gen_ai.usage.input_tokens`
 * and `output_tokens`, and those before, which had `prompt_tokens` and `completion_tokens`. A span of a model's call is an event of usage;
 * one of an agent or a tool is none, since the calls below it count what they used.
 */
import * as z from 'zod/mini';
import { readWords } from './read-words.ts';

const attribute = z.object({
  key: z.string(),
  value: z.object({
    stringValue: z.optional(z.string()),
    intValue: z.optional(z.union([z.string(), z.number()])),
    doubleValue: z.optional(z.number()),
  }),
});
const attributes = z._default(z.array(attribute), []);
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  endTimeUnixNano: z.union([z.string(), z.number()]),
  attributes,
});
const traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.optional(z.object({ attributes })),
      scopeSpans: z._default(z.array(z.object({ spans: z._default(z.array(span), []) })), []),
    }),
  ),
});

/** Operations of the conventions that call a model, and count what it used. */
const callsOfModels: ReadonlySet<unknown> = new Set([
  'chat',
  'text_completion',
  'generate_content',
  'embeddings',
  'completion',
]);
const nanosecondsPerMs = 1_000_000n;

/** The attribute of a span, or of its resource, that names the account. */
export const accountAttribute = 'credits.account.id';

/** Tells traces of OTLP by their first member. */
export function isTraces(value: Readonly<Record<string, unknown>>): boolean {
  return 'resourceSpans' in value;
}

/** The events of usage in some traces, for the schema to read. Throws `WordsUnreadable` on what is none. */
export function fromTraces(value: unknown): readonly unknown[] {
  return readWords(traces, value).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.flatMap((each) => {
        const told = new Map(
          [...(resource?.attributes ?? []), ...each.attributes].map(({ key, value: of }) => [key, ofValue(of)]),
        );
        return callsOfModels.has(told.get('gen_ai.operation.name')) ? [fromSpan(each, told)] : [];
      }),
    ),
  );
}

type Told = ReadonlyMap<string, string | number | undefined>;

function fromSpan({ traceId, spanId, endTimeUnixNano }: z.infer<typeof span>, told: Told): unknown {
  const count = (...names: readonly string[]): number => {
    const found = names.map((name) => told.get(name)).find((each) => each !== undefined);
    return Math.max(0, Number(found ?? 0));
  };
  const cachedInput = count('gen_ai.usage.cache_read.input_tokens');
  const cacheWrite = count('gen_ai.usage.cache_creation.input_tokens');
  const all = count('gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens');
  const output = count('gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens');
  const dimensions = Object.entries({
    user: 'user.id',
    service: 'service.name',
    conversation: 'gen_ai.conversation.id',
  }).flatMap(([name, key]) => (told.get(key) === undefined ? [] : [[name, String(told.get(key))]]));
  return {
    source: 'otlp',
    id: `${traceId}/${spanId}`,
    occurredAt: new Date(Number(BigInt(endTimeUnixNano) / nanosecondsPerMs)).toISOString(),
    accountId: told.get(accountAttribute),
    model: told.get('gen_ai.response.model') ?? told.get('gen_ai.request.model'),
    tokens: { input: Math.max(0, all - cachedInput - cacheWrite), output, cachedInput, cacheWrite },
    ...(dimensions.length === 0 ? {} : { dimensions: Object.fromEntries(dimensions) }),
  };
}

function ofValue({
  stringValue,
  intValue,
  doubleValue,
}: z.infer<typeof attribute>['value']): string | number | undefined {
  return stringValue ?? (intValue === undefined ? doubleValue : Number(intValue));
}
