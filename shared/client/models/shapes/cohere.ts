/** Cohere's Chat, version 2 and 1, streamed and whole, its embeddings and rankings, and its answers on Bedrock. */

import { type Json, type ModelEvent, silence } from '../../../domain/catalogue/model-usage.ts';
import { at, firstCount, isJson, textIn, textOf } from '../json-parts.ts';
import { fromInclusive, reportedUsage, some } from '../reported-usage.ts';

const silentEvents: ReadonlySet<string> = new Set([
  'message-start',
  'content-end',
  'tool-call-end',
  'citation-start',
  'citation-end',
  'debug',
  'stream-start',
  'search-queries-generation',
  'search-results',
  'citation-generation',
  'tool-calls-generation',
]);

export function readCohere(event: Json): ModelEvent | undefined {
  const type = textOf(event['type']) || textOf(event['event_type']);
  if (type === 'message-end') return { ...telling(at(event, 'delta')['usage']), again: textIn(event) };
  if (type === 'stream-end') return { ...telling(at(event, 'response')['meta']), again: textIn(event) };
  if (isPiece(type, event)) return { text: textIn(event) };
  if (silentEvents.has(type) && !('toolCallId' in event)) return silence;
  return whole(event);
}

function isPiece(type: string, event: Json): boolean {
  if (type === 'text-generation' || type === 'tool-calls-chunk') return true;
  return (
    /^(content-start|content-delta|tool-plan-delta|tool-call-start|tool-call-delta)$/.test(type) && 'delta' in event
  );
}

function whole(event: Json): ModelEvent | undefined {
  if (isJson(event['message']) && isJson(event['usage']) && 'finish_reason' in event) {
    return { ...telling(event['usage']), again: textIn(event['message']) };
  }
  if (Array.isArray(event['generations'])) return generated(event['generations']);
  if (isJson(at(event, 'meta')['billed_units'])) return { ...telling(event['meta']), again: textIn(event['text']) };
  if (
    typeof event['text'] === 'string' &&
    ('is_finished' in event || 'generation_id' in event || 'response_id' in event)
  )
    return { text: event['text'] };
  return undefined;
}

/** Command's own answer: a stream's generations say whether they are finished, and hold a piece each. */
function generated(generations: readonly unknown[]): ModelEvent {
  const text = textIn(generations);
  return generations.some((generation) => 'is_finished' in at(generation)) ? { text } : { text: '', again: text };
}

/** Reads usage: billed counts go before those of the model. */
function telling(usage: unknown): ModelEvent {
  if (!isJson(usage)) return silence;
  const billed = at(usage, 'billed_units');
  const tokens = at(usage, 'tokens');
  const isBilled = 'input_tokens' in billed || 'output_tokens' in billed;
  const counts = isBilled ? billed : tokens;
  const things = reportedUsage({
    queries: some(billed['search_units']),
    images: some(billed['images']),
  });
  const prompt = firstCount(counts['input_tokens']);
  const output = firstCount(counts['output_tokens']) ?? (prompt === undefined ? undefined : 0);
  const cached = isBilled ? undefined : firstCount(usage['cached_tokens']);
  return { text: '', told: { usage: { ...fromInclusive({ prompt, output, cached }), ...things }, how: 'in-all' } };
}
