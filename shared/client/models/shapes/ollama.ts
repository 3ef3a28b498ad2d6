/** Ollama's chat, generate and embed, streamed and whole. */

import type { Json, ModelEvent } from '../../../domain/catalogue/model-usage.ts';
import { firstCount, isJson, textIn } from '../json-parts.ts';
import { reportedUsage } from '../reported-usage.ts';

export function readOllama(event: Json): ModelEvent | undefined {
  const isAnswer = typeof event['done'] === 'boolean' && (isJson(event['message']) || 'response' in event);
  const isEmbedding = 'prompt_eval_count' in event && ('embeddings' in event || 'embedding' in event);
  if (!isAnswer && !isEmbedding) return undefined;
  const usage = reportedUsage({
    input: firstCount(event['prompt_eval_count']),
    output: isEmbedding ? 0 : firstCount(event['eval_count']),
  });
  const text = isEmbedding ? '' : textIn(event);
  return { text, ...(Object.keys(usage).length === 0 ? {} : { told: { usage, how: 'in-all' } }) };
}
