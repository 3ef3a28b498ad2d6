/** The Vercel AI SDK: parts of its streams, of the provider's and the page's side, and its results; versions 4 to 6. */

import {
  failure,
  type Json,
  type ModelEvent,
  silence,
  type TokenUsage,
} from '../../../domain/catalogue/model-usage.ts';
import { at, firstCount, isJson, listAt, textIn, textOf } from '../json-parts.ts';
import { fromInclusive, reportedUsage } from '../reported-usage.ts';
import { sumOf } from '../sum-of-usage.ts';

const pieces: ReadonlySet<string> = new Set([
  'text-delta',
  'reasoning-delta',
  'reasoning',
  'tool-input-delta',
  'tool-call-delta',
]);
const silentEvents =
  /^(stream-start|response-metadata|start|start-step|step-start|finish-message|abort|raw|source|source-url|source-document|custom|message-metadata|(text|reasoning|tool-input)-(start|end)|tool-(result|error|input-available|input-error|output-.+|approval-.+|call-streaming-start)|reasoning-signature|redacted-reasoning|data-.+)$/;

export function readAiSdk(event: Json): ModelEvent | undefined {
  const type = textOf(event['type']);
  if (pieces.has(type)) return piece(event);
  if (type === 'tool-call') return { text: '', again: textIn(event) };
  if (type === 'file' || type === 'reasoning-file') return { text: '', otherTokens: 1 };
  if (type === 'object') return { text: '', again: textIn(event['object']) };
  if (type === 'finish-step' || type === 'step-finish') return telling(event, 'added');
  if (type === 'finish') return telling(event, 'sum');
  if (type === 'error') return failure;
  if (silentEvents.test(type)) return silence;
  return type === '' ? result(event) : undefined;
}

function piece(event: Json): ModelEvent {
  return { text: textIn(event) };
}

function telling(event: Json, how: 'added' | 'sum'): ModelEvent {
  const usage = event['totalUsage'] ?? event['usage'];
  return isJson(usage) ? { text: '', told: { usage: readAiSdkUsage(usage, event), how } } : silence;
}

/** Steps tell more than their sum: what their provider wrote to its cache. */
function result(event: Json): ModelEvent | undefined {
  const usage = event['totalUsage'] ?? event['usage'];
  if (!isJson(usage) || !isResult(event)) return undefined;
  const steps = listAt(event, 'steps').filter((step) => isJson(at(step)['usage']));
  const parts = steps.map((step) => readAiSdkUsage(at(step, 'usage'), at(step)));
  const all = parts.length === 0 ? readAiSdkUsage(usage, event) : sumOf(parts);
  const said = [event['reasoningText'], event['text'], event['object'], event['toolCalls']];
  const again = textIn(event['text'] === undefined ? [event['content'], ...said] : said);
  return { text: '', again, told: { usage: all, how: 'in-all' } };
}

function isResult(event: Json): boolean {
  return 'finishReason' in event || 'embedding' in event || 'embeddings' in event || 'images' in event;
}

/** Providers whose prompt, in version 5, was told without what was cached. */
const exclusive = ['anthropic', 'bedrock', 'vertexAnthropic'];

function readAiSdkUsage(usage: Json, event: Json): Partial<TokenUsage> {
  const metadata = at(event, 'providerMetadata');
  const input = { ...at(usage, 'inputTokens'), ...at(usage, 'inputTokenDetails') };
  const output = { ...at(usage, 'outputTokens'), ...at(usage, 'outputTokenDetails') };
  const cached = firstCount(input['cacheRead'], input['cacheReadTokens'], usage['cachedInputTokens']);
  const written = firstCount(input['cacheWrite'], input['cacheWriteTokens'], cacheWritesOf(metadata));
  const isExclusive = Object.keys(input).length === 0 && exclusive.some((name) => isJson(metadata[name]));
  const told5 = firstCount(input['total'], usage['inputTokens'], usage['promptTokens'], usage['tokens']);
  const counts = {
    prompt: isExclusive && told5 !== undefined ? told5 + (cached ?? 0) + (written ?? 0) : told5,
    output: firstCount(
      output['total'],
      usage['outputTokens'],
      usage['completionTokens'],
      'tokens' in usage ? 0 : undefined,
    ),
    total: isExclusive ? undefined : firstCount(usage['totalTokens']),
    cached,
    written,
    writtenForAnHour: firstCount(hourOf(metadata), hourOf({ anthropic: { usage: usage['raw'] } })),
    reasoning: firstCount(output['reasoning'], output['reasoningTokens'], usage['reasoningTokens']),
  };
  return reportedUsage(fromInclusive(counts));
}

function cacheWritesOf(metadata: Json): unknown {
  const bedrock = at(metadata, 'bedrock', 'usage')['cacheWriteInputTokens'];
  return at(metadata, 'anthropic')['cacheCreationInputTokens'] ?? bedrock;
}

function hourOf(metadata: Json): unknown {
  return at(metadata, 'anthropic', 'usage', 'cache_creation')['ephemeral_1h_input_tokens'];
}
