/**
 * Traces of OTLP in JSON, by the semantic conventions for generative AI: up to 1.39 and as they stand in their own repository since, which name
 * token counts `gen_ai.usage.input_tokens` and `output_tokens`, and before 1.27, when they were `prompt_tokens` and `completion_tokens` and spans
 * named no operation. A span with token counts is an event of usage; one of an agent, a workflow or a tool is none, since the calls below it count
 * what they used.
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
  traceId: z._default(z.string(), ''),
  spanId: z._default(z.string(), ''),
  endTimeUnixNano: z._default(z.union([z.string().check(z.regex(/^\d{1,20}$/)), z.number()]), 0),
  attributes,
});
const traces = z.object({
  resourceSpans: z._default(
    z.array(
      z.object({
        resource: z.optional(z.nullable(z.object({ attributes }))),
        scopeSpans: z._default(z.array(z.object({ spans: z._default(z.array(span), []) })), []),
      }),
    ),
    [],
  ),
});

/** Operations that call a model. Others may too, by names of their own. */
const callsOfModels: ReadonlySet<unknown> = new Set([
  'chat',
  'text_completion',
  'generate_content',
  'embeddings',
  'completion',
]);
/** Operations around calls: what they tell as used is the sum of what is below them. */
const aroundCalls: ReadonlySet<unknown> = new Set([
  'create_agent',
  'invoke_agent',
  'invoke_workflow',
  'execute_tool',
  'retrieval',
  'plan',
]);
const inputNames = ['gen_ai.usage.input_tokens', 'gen_ai.usage.prompt_tokens'] as const;
const outputNames = ['gen_ai.usage.output_tokens', 'gen_ai.usage.completion_tokens'] as const;
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
        return isUsage(told) ? [fromSpan(each, told)] : [];
      }),
    ),
  );
}

type Told = ReadonlyMap<string, string | number | undefined>;

function hasCounts(told: Told): boolean {
  return [...inputNames, ...outputNames].some((name) => told.has(name));
}

/** A call that failed used nothing, unless it says so. One that says nothing of what it used is usage all the same, which nobody can read. */
function isUsage(told: Told): boolean {
  const operation = told.get('gen_ai.operation.name');
  if (aroundCalls.has(operation)) return false;
  return hasCounts(told) || (callsOfModels.has(operation) && !told.has('error.type'));
}

function fromSpan({ traceId, spanId, endTimeUnixNano }: z.infer<typeof span>, told: Told): unknown {
  const count = (...names: readonly string[]): number => {
    const found = names.map((name) => told.get(name)).find((each) => each !== undefined);
    return Math.max(0, Number(found ?? 0));
  };
  const cachedInput = count('gen_ai.usage.cache_read.input_tokens');
  const cacheWrite = count('gen_ai.usage.cache_creation.input_tokens');
  const input = Math.max(0, count(...inputNames) - cachedInput - cacheWrite);
  const dimensions = Object.entries({
    user: 'user.id',
    service: 'service.name',
    conversation: 'gen_ai.conversation.id',
  }).flatMap(([name, key]) => (told.get(key) === undefined ? [] : [[name, String(told.get(key))]]));
  return {
    source: 'otlp',
    // Written in either case, they are the same bytes.
    id: traceId === '' || spanId === '' ? '' : `${traceId}/${spanId}`.toLowerCase(),
    occurredAt: instantOf(endTimeUnixNano),
    accountId: told.get(accountAttribute),
    model: told.get('gen_ai.response.model') ?? told.get('gen_ai.request.model'),
    ...(hasCounts(told) ? { tokens: { input, output: count(...outputNames), cachedInput, cacheWrite } } : {}),
    ...(dimensions.length === 0 ? {} : { dimensions: Object.fromEntries(dimensions) }),
  };
}

/** Undefined where no date has it. */
function instantOf(nanoseconds: string | number): string | undefined {
  const date = new Date(Number(BigInt(nanoseconds) / nanosecondsPerMs));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function ofValue({
  stringValue,
  intValue,
  doubleValue,
}: z.infer<typeof attribute>['value']): string | number | undefined {
  return stringValue ?? (intValue === undefined ? doubleValue : Number(intValue));
}
