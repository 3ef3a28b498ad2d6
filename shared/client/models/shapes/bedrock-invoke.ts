/**
 * Bedrock's InvokeModel and InvokeModelWithResponseStream: bytes with a model's own answer inside, Anthropic's, Nova's,
 * Llama's, Mistral's, Cohere's, Titan's or one like OpenAI's, and Bedrock's own count beside the last.
 */

import {
  type Json,
  type ModelEvent,
  type ReportedUsage,
  type ShapeReader,
  silence,
} from '../../../domain/catalogue/model-usage.ts';
import { at, firstCount, isJson, listAt, parsedBody, textIn, textOf } from '../json-parts.ts';
import { part, reportedUsage } from '../reported-usage.ts';
import { readAnthropic } from './anthropic.ts';
import { readConverse } from './bedrock-converse.ts';
import { readCohere } from './cohere.ts';
import { readOpenAiChat } from './openai-chat.ts';

export function readInvoked(event: Json): ModelEvent | undefined {
  const body = parsedBody(at(event, 'chunk')['bytes'] ?? event['body']);
  return isJson(body) ? readAnswer(body) : undefined;
}

const families: readonly ShapeReader[] = [
  readAnthropic,
  readConverse,
  readLlama,
  readMistralText,
  readTitan,
  readOpenAiChat,
  readCohere,
];

function readAnswer(answer: Json): ModelEvent | undefined {
  const metrics = at(answer, 'amazon-bedrock-invocationMetrics');
  for (const family of families) {
    const event = family(answer);
    if (event !== undefined) return withMetrics(event, metrics);
  }
  return Object.keys(metrics).length === 0 ? undefined : withMetrics(silence, metrics);
}

/** Adds the metrics of an invocation. What the model tells itself goes before. */
function withMetrics(event: ModelEvent, metrics: Json): ModelEvent {
  const usage = reportedUsage({
    input: firstCount(metrics['inputTokenCount']),
    output: firstCount(metrics['outputTokenCount']),
    cachedInput: firstCount(metrics['cacheReadInputTokenCount']),
    cacheWrite: firstCount(metrics['cacheWriteInputTokenCount']),
  });
  if (Object.keys(usage).length === 0) return event;
  return { ...event, told: { usage: { ...usage, ...event.told?.usage }, how: 'in-all' } };
}

/** Streamed, the prompt comes with the first piece and the count so far with each. */
export function readLlama(answer: Json): ModelEvent | undefined {
  if (!('generation' in answer)) return undefined;
  const text = textIn(answer['generation']);
  const usage = reportedUsage({
    input: part(firstCount(answer['prompt_token_count']), Number.POSITIVE_INFINITY),
    output: firstCount(answer['generation_token_count']),
  });
  const isLast = textOf(answer['stop_reason']) !== '';
  const how: ReportedUsage['how'] = isLast ? 'in-all' : 'so-far';
  return { text, ...(Object.keys(usage).length === 0 ? {} : { told: { usage, how } }) };
}

/** Its text completions tell no counts. */
function readMistralText(answer: Json): ModelEvent | undefined {
  if (!Array.isArray(answer['outputs'])) return undefined;
  return { text: listAt(answer, 'outputs').map(textIn).join('') };
}

function readTitan(answer: Json): ModelEvent | undefined {
  const input = firstCount(answer['inputTextTokenCount']);
  if ('outputText' in answer) {
    const output = firstCount(answer['totalOutputTextTokenCount']);
    return { text: textIn(answer['outputText']), told: { usage: reportedUsage({ input, output }), how: 'in-all' } };
  }
  if (input === undefined) return undefined;
  const results = listAt(answer, 'results');
  const output = results.reduce((sum: number, result) => sum + (firstCount(at(result)['tokenCount']) ?? 0), 0);
  const again = textIn(results.map((result) => at(result)['outputText']));
  return { text: '', again, told: { usage: reportedUsage({ input, output }), how: 'in-all' } };
}
