/** LangChain's messages and their chunks, alone, as LangGraph streams them, in events and in results. */

import { type Json, type ModelEvent, silence, type TokenUsage } from '../../../domain/catalogue/model-usage.ts';
import { at, firstCount, isJson, listAt, textIn, textOf } from '../json-parts.ts';
import { fromInclusive } from '../reported-usage.ts';

export function readLangChain(event: Json): ModelEvent | undefined {
  const name = textOf(event['event']);
  if (name.startsWith('on_')) return fromEvent(name, at(event, 'data'));
  if (isJson(event['kwargs']) && Array.isArray(event['id'])) return serializedText(event);
  if (isMessage(event)) return message(event, 'tool_call_chunks' in event);
  if (isMessage(at(event, 'message'))) return readLangChain(at(event, 'message'));
  const [first] = listAt(event, 'generations').flat();
  return isMessage(at(first, 'message')) ? readLangChain(at(first, 'message')) : undefined;
}

/** Reads an event of a run. Of all that a run tells, only the model's own events count: the chains around it say the same again. */
function fromEvent(name: string, data: Json): ModelEvent | undefined {
  if (name === 'on_chat_model_stream') return readLangChain(at(data, 'chunk'));
  if (name === 'on_chat_model_end') return readLangChain(at(data, 'output'));
  return silence;
}

function serializedText(event: Json): ModelEvent | undefined {
  const fields = at(event, 'kwargs');
  const type = textOf(listAt(event, 'id').at(-1));
  return type.startsWith('AIMessage') ? message(fields, type.endsWith('Chunk')) : undefined;
}

function isMessage(value: Json): boolean {
  return (
    'content' in value && ('usage_metadata' in value || 'response_metadata' in value || 'tool_call_chunks' in value)
  );
}

function message(fields: Json, isChunk: boolean): ModelEvent {
  const { content, tool_call_chunks: calls, additional_kwargs: more, usage_metadata: usage } = fields;
  const said = textIn(content) + textIn(at(more)['reasoning_content']);
  const text = said === '' ? textIn(calls) : said;
  const telling = isJson(usage) ? { told: { usage: read(usage), how: isChunk ? 'added' : 'in-all' } as const } : {};
  return isChunk ? { text, ...telling } : { text: '', again: said || textIn(fields['tool_calls']), ...telling };
}

/** Its prompt includes what was read from and written to a cache. Each chunk tells what comes on top. */
function read(usage: Json): Partial<TokenUsage> {
  const input = at(usage, 'input_token_details');
  const output = at(usage, 'output_token_details');
  return fromInclusive({
    prompt: firstCount(usage['input_tokens']),
    output: firstCount(usage['output_tokens']),
    total: firstCount(usage['total_tokens']),
    cached: firstCount(input['cache_read']),
    written: firstCount(input['cache_creation']),
    writtenForAnHour: firstCount(input['ephemeral_1h_input_tokens']),
    reasoning: firstCount(output['reasoning']),
    inputAudio: firstCount(input['audio']),
    inputImage: firstCount(input['image']),
    inputVideo: firstCount(input['video']),
    outputAudio: firstCount(output['audio']),
    outputImage: firstCount(output['image']),
    outputVideo: firstCount(output['video']),
  });
}
