/** LiteLLM's spend log: rows of its table `LiteLLM_SpendLogs`, exported as JSON or CSV. Each is a call of a model, as its callbacks tell of it. */
import * as z from 'zod/mini';
import { fromLiteLlmLog } from './litellm-log.ts';
import { readWords } from './read-words.ts';

const word = z.optional(z.nullable(z.string()));
const count = z.coerce.number();
const row = z.object({
  request_id: z.string(),
  call_type: z.string(),
  model: z.string(),
  prompt_tokens: count,
  completion_tokens: count,
  spend: z._default(count, 0),
  endTime: z.string(),
  status: word,
  cache_hit: word,
  team_id: word,
  user: word,
  end_user: word,
  /** A text where the export is a table. */
  metadata: z.optional(z.nullable(z.union([z.string(), z.record(z.string(), z.unknown())]))),
});

/** The event of usage that a row is, for the schema to read: of its team. None of a call that failed, or that a cache answered. Throws `WordsUnreadable` on what is no row. */
export function fromSpendLog(value: unknown): readonly unknown[] {
  const { request_id, endTime, spend, status, cache_hit, team_id, user, end_user, metadata, ...same } = readWords(
    row,
    value,
  );
  const known = typeof metadata === 'string' ? metadataIn(metadata) : metadata;
  return fromLiteLlmLog({
    ...same,
    id: request_id,
    endTime: instantMs(endTime) / 1_000,
    response_cost: spend,
    cache_hit: cache_hit?.toLowerCase() === 'true',
    status: status || 'success',
    end_user,
    metadata: { usage_object: known?.['usage_object'], user_api_key_team_id: team_id, user_api_key_user_id: user },
  });
}

/** Postgres writes a blank for the `T`, and no zone where a column has none: it is UTC. */
function instantMs(text: string): number {
  const written = text.trim().replace(' ', 'T');
  const zoned = /(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(written) ? written.replace(/([+-]\d\d)$/, '$1:00') : `${written}Z`;
  return Date.parse(zoned);
}

function metadataIn(text: string): Readonly<Record<string, unknown>> | undefined {
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
