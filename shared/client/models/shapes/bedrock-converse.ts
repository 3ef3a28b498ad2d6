/** Bedrock's Converse and ConverseStream, and Amazon Nova's own answers, which look the same inside. */

import {
  failure,
  type Json,
  type ModelEvent,
  type ReportedUsage,
  silence,
  type TokenUsage,
} from '../../../domain/catalogue/model-usage.ts';
import { at, countOf, firstCount, isJson, listAt, textIn, textOf } from '../json-parts.ts';
import { part, reportedUsage, servingTiers } from '../reported-usage.ts';

const silentEvents = ['messageStart', 'contentBlockStart', 'contentBlockStop', 'messageStop'];

export function readConverse(event: Json): ModelEvent | undefined {
  if (isJson(event['contentBlockDelta'])) return { text: textIn(event) };
  if (isJson(event['metadata'])) return read(event['metadata']);
  if (silentEvents.some((name) => isJson(event[name]))) return silence;
  if (Object.keys(event).some((name) => name.endsWith('Exception') && isJson(event[name]))) return failure;
  if (!isJson(at(event, 'output')['message'])) return undefined;
  return { ...read(event), again: textIn(at(event, 'output', 'message')['content']) };
}

function read(told: Json): ModelEvent {
  const { usage } = told;
  if (!isJson(usage)) return silence;
  const served = servingTiers(at(told, 'serviceTier')['type'], at(told, 'performanceConfig')['latency']);
  return {
    text: '',
    told: { usage: { ...readConverseUsage(usage), ...served }, how: 'in-all' } satisfies ReportedUsage,
  };
}

/** The prompt is told without what was read from and written to the cache. */
export function readConverseUsage(usage: Json): Partial<TokenUsage> {
  const written = firstCount(usage['cacheWriteInputTokens'], usage['cacheWriteInputTokenCount']);
  return reportedUsage({
    input: firstCount(usage['inputTokens']),
    output: firstCount(usage['outputTokens']) ?? outputOf(usage),
    cachedInput: firstCount(usage['cacheReadInputTokens'], usage['cacheReadInputTokenCount']),
    cacheWrite: written,
    cacheWriteHour: part(writtenForAnHour(usage), written ?? 0),
  });
}

function outputOf({ inputTokens, totalTokens, cacheReadInputTokens, cacheWriteInputTokens }: Json): number | undefined {
  const total = countOf(totalTokens);
  const prompt = countOf(inputTokens);
  if (total === undefined || prompt === undefined) return undefined;
  const rest = total - prompt - (countOf(cacheReadInputTokens) ?? 0) - (countOf(cacheWriteInputTokens) ?? 0);
  return rest > 0 ? rest : undefined;
}

function writtenForAnHour(usage: Json): number {
  return listAt(usage, 'cacheDetails').reduce(
    (sum: number, detail) => sum + (textOf(at(detail)['ttl']) === '1h' ? (countOf(at(detail)['inputTokens']) ?? 0) : 0),
    0,
  );
}
