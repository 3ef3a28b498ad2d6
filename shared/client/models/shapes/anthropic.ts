/** Anthropic's Messages, streamed and whole, from its own API, Bedrock's InvokeModel or Vertex. */

import {
  type Json,
  type ModelEvent,
  type ReportedUsage,
  silence,
  type TokenUsage,
} from '../../../domain/catalogue/model-usage.ts';
import { at, firstCount, isJson, textIn, textOf } from '../json-parts.ts';
import { part, reportedUsage, servingTiers, some } from '../reported-usage.ts';

type Reader = (event: Json) => ModelEvent;

/** A type that isn't here is unknown. */
const readers: Readonly<Record<string, Reader>> = {
  message: (event) => ({ text: '', again: textIn(event['content']), ...telling(event['usage'], 'in-all') }),
  message_start: (event) => ({ text: '', ...telling(at(event, 'message')['usage'], 'so-far') }),
  content_block_start: (event) => ({ text: startText(at(event, 'content_block')) }),
  content_block_delta: (event) => ({ text: textIn(event) }),
  content_block_stop: () => silence,
  message_delta: (event) => ({ text: '', ...telling(event['usage'], 'in-all') }),
  message_stop: () => silence,
  ping: () => silence,
};

export function readAnthropic(event: Json): ModelEvent | undefined {
  const type = textOf(event['type']);
  if (type === 'message' && !Array.isArray(event['content'])) return undefined;
  return Object.hasOwn(readers, type) ? readers[type]?.(event) : undefined;
}

/** A block begins empty, or with its first words; what a tool of the server found isn't generated. */
function startText(block: Json): string {
  return textOf(block['text']) + textOf(block['thinking']);
}

function telling(usage: unknown, how: ReportedUsage['how']): { readonly told?: ReportedUsage } {
  return isJson(usage) ? { told: { usage: readAnthropicUsage(usage), how } } : {};
}

/** The prompt is told without what was read from and written to the cache. */
export function readAnthropicUsage(usage: Json): Partial<TokenUsage> {
  const written = firstCount(usage['cache_creation_input_tokens']);
  const output = firstCount(usage['output_tokens']);
  const tools = at(usage, 'server_tool_use');
  const region = textOf(usage['inference_geo']);
  const { served = [] } = servingTiers(usage['service_tier'], usage['speed']);
  const all = [...served, ...(/^[a-z]{2,10}$/.test(region) && region !== 'global' ? [region] : [])];
  return {
    ...reportedUsage({
      input: firstCount(usage['input_tokens']),
      output,
      cachedInput: firstCount(usage['cache_read_input_tokens']),
      cacheWrite: written,
      cacheWriteHour: part(
        firstCount(at(usage, 'cache_creation')['ephemeral_1h_input_tokens']),
        written ?? Number.POSITIVE_INFINITY,
      ),
      reasoning: part(firstCount(at(usage, 'output_tokens_details')['thinking_tokens']), output ?? 0),
      webSearches: some(tools['web_search_requests']),
      codeSessions: some(tools['code_execution_requests']),
    }),
    ...(all.length === 0 ? {} : { served: all }),
  };
}
