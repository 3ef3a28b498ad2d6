/** OpenAI's Responses, streamed and whole; xAI and LM Studio answer so too. */

import { type Json, type ModelEvent, type ReportedUsage, silence } from '../../../domain/catalogue/model-usage.ts';
import { at, audioTokensIn, isJson, listAt, textIn, textOf } from '../json-parts.ts';
import { part, reportedUsage, servingTiers } from '../reported-usage.ts';
import { readOpenAiUsage } from './openai-chat.ts';

export function readOpenAiResponses(event: Json): ModelEvent | undefined {
  if (event['object'] === 'response') return wholeResponse(event);
  const type = textOf(event['type']);
  if (type === 'keepalive') return silence;
  if (!type.startsWith('response.')) return undefined;
  if (isJson(event['response'])) return wholeResponse(event['response']);
  return piece(type, event);
}

/** Deltas say what is new, under whatever event; the others repeat it, or tell how far a tool has come. */
function piece(type: string, event: Json): ModelEvent {
  if (type === 'response.audio.delta') return { text: '', otherTokens: audioTokensIn(event['delta']) };
  if (type.endsWith('.delta')) return { text: textIn(event) };
  if (type === 'response.output_item.done') return { ...again(event['item']), ...tools(at(event, 'item')) };
  return again(event);
}

/** Types of items that tools found: nothing of them is generated. */
const foundTypes: ReadonlySet<string> = new Set([
  'error',
  'output',
  'outputs',
  'result',
  'results',
  'server_label',
  'tools',
]);

function withoutFindings(item: unknown): unknown {
  return isJson(item) ? Object.fromEntries(Object.entries(item).filter(([name]) => !foundTypes.has(name))) : item;
}

function again(value: unknown): ModelEvent {
  const text = textIn(withoutFindings(value));
  return text === '' ? silence : { text: '', again: text };
}

/** Each finished call of a tool is one more; the response as a whole then says them all. */
function tools(item: Json): { readonly told?: ReportedUsage } {
  const counted = toolsIn([item]);
  return Object.keys(counted).length === 0 ? {} : { told: { usage: counted, how: 'added' } };
}

function toolsIn(items: readonly unknown[]): ReportedUsage['usage'] {
  const types = items.map((item) => textOf(at(item)['type']));
  const calls = (type: string): number | undefined => part(types.filter((each) => each === type).length, items.length);
  const containers = new Set(
    items.flatMap((item) => (at(item)['type'] === 'code_interpreter_call' ? [at(item)['container_id']] : [])),
  );
  return reportedUsage({
    webSearches: calls('web_search_call'),
    fileSearches: calls('file_search_call'),
    codeSessions: part(containers.size, items.length),
  });
}

/** It answers with the request's own texts and no output yet. */
function isBeginning(response: Json): boolean {
  return ['queued', 'in_progress'].includes(textOf(response['status'])) || Array.isArray(response['output']);
}

function wholeResponse(response: Json): ModelEvent {
  const items = listAt(response, 'output').filter(isJson);
  const said = textIn(items.length === 0 && !isBeginning(response) ? response : items.map(withoutFindings));
  const counts = isJson(response['usage']) ? readOpenAiUsage(response['usage']) : undefined;
  const usage = { ...toolsIn(items), ...counts, ...servingTiers(response['service_tier']) };
  return {
    text: '',
    ...(said === '' ? {} : { again: said }),
    ...(counts === undefined ? {} : { told: { usage, how: 'in-all' } }),
    ...(response['status'] === 'failed' ? { isFailure: true } : {}),
  };
}
