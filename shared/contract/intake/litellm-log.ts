/** LiteLLM's standard logging payload, which its callbacks send: one for each call of a model. */
import * as z from 'zod/mini';
import { readWords } from './read-words.ts';

const word = z.optional(z.nullable(z.string()));
const payload = z.object({
  id: z.string(),
  call_type: z.string(),
  status: z.optional(z.nullable(z.string())),
  cache_hit: z.optional(z.nullable(z.boolean())),
  response_cost: z.optional(z.nullable(z.number())),
  model: z.string(),
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  endTime: z.number(),
  end_user: word,
  metadata: z.optional(
    z.nullable(
      z.object({
        user_api_key_team_id: word,
        user_api_key_user_id: word,
        usage_object: z.optional(
          z.nullable(
            z.object({
              cache_creation_input_tokens: z.optional(z.nullable(z.number())),
              prompt_tokens_details: z.optional(
                z.nullable(z.object({ cached_tokens: z.optional(z.nullable(z.number())) })),
              ),
            }),
          ),
        ),
      }),
    ),
  ),
});

/** Tells a payload by two members that nothing else has together. */
export function isLiteLlmLog(value: Readonly<Record<string, unknown>>): boolean {
  return 'call_type' in value && 'prompt_tokens' in value;
}

/** The event of usage that a payload is, for the schema to read: of the key's team. None of a call that failed, or that LiteLLM's own cache answered; one that cost something and counts no tokens can't be read. Throws `WordsUnreadable` on what is no payload. */
export function fromLiteLlmLog(value: unknown): readonly unknown[] {
  const read = readWords(payload, value);
  const { id, status, cache_hit, response_cost, model, prompt_tokens, completion_tokens, endTime, end_user, metadata } =
    read;
  if (status === 'failure' || cache_hit === true) return [];
  const isCounted = prompt_tokens > 0 || completion_tokens > 0;
  if (!isCounted && !response_cost) return [];
  const cachedInput = metadata?.usage_object?.prompt_tokens_details?.cached_tokens ?? 0;
  const cacheWrite = metadata?.usage_object?.cache_creation_input_tokens ?? 0;
  const user = end_user || metadata?.user_api_key_user_id;
  const input = Math.max(0, prompt_tokens - cachedInput - cacheWrite);
  return [
    {
      source: 'litellm',
      id,
      occurredAt: new Date(Math.round(endTime * 1000)).toISOString(),
      accountId: metadata?.user_api_key_team_id,
      model,
      ...(isCounted ? { tokens: { input, output: completion_tokens, cachedInput, cacheWrite } } : {}),
      ...(user ? { dimensions: { user } } : {}),
    },
  ];
}
