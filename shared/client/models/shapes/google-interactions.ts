/** Google's Interactions, streamed and whole. */

import { type Json, type ModelEvent, silence } from '../../../domain/catalogue/model-usage.ts';
import { at, countOf, isJson, listAt, textIn, textOf } from '../json-parts.ts';
import { fromInclusive } from '../reported-usage.ts';

export function readInteractions(event: Json): ModelEvent | undefined {
  if (event['object'] === 'interaction') return whole(event);
  const type = textOf(event['event_type']);
  if (!/^(interaction|step|content)\./.test(type)) return type === 'error' ? { text: '', isFailure: true } : undefined;
  if (type.endsWith('.delta')) return { text: textIn(event) };
  return isJson(event['interaction']) ? whole(event['interaction']) : silence;
}

function whole(interaction: Json): ModelEvent {
  const { usage } = interaction;
  const again = textIn(listAt(interaction, 'outputs')) || textIn(listAt(interaction, 'steps').filter(isSaid));
  const said = again === '' ? {} : { again };
  if (!isJson(usage)) return { text: '', ...said };
  const count = (name: string): number => countOf(usage[name]) ?? 0;
  const counts = {
    prompt: count('total_input_tokens') + count('total_tool_use_tokens'),
    output: count('total_output_tokens') + count('total_thought_tokens'),
    cached: count('total_cached_tokens'),
    reasoning: count('total_thought_tokens'),
  };
  return { text: '', ...said, told: { usage: fromInclusive(counts), how: 'in-all' } };
}

function isSaid(step: unknown): boolean {
  return textOf(at(step)['type']) !== 'user_input';
}
