/** Prices of a published price map, read without the importer. */
import { readPriceMap } from '../../../shared/domain/catalogue/import-prices.ts';

/** The last part of the SKU that each kind of price is found under. */
const kinds: Readonly<Record<string, string>> = {
  cache_creation_input_audio_token_cost: 'cache-write-audio-token',
  cache_creation_input_token_cost: 'cache-write-token',
  cache_creation_input_token_cost_above_1hr: 'cache-write-token-above-1hr',
  cache_creation_input_token_cost_flex: 'cache-write-token-flex',
  cache_creation_input_token_cost_priority: 'cache-write-token-priority',
  cache_read_input_audio_token_cost: 'cached-input-audio-token',
  cache_read_input_token_cost: 'cached-input-token',
  cache_read_input_token_cost_flex: 'cached-input-token-flex',
  cache_read_input_token_cost_priority: 'cached-input-token-priority',
  citation_cost_per_token: 'citation-token',
  input_cost_per_audio_per_second: 'input-audio-per-second',
  input_cost_per_audio_token: 'input-audio-token',
  input_cost_per_audio_token_priority: 'input-audio-token-priority',
  input_cost_per_character: 'input-character',
  input_cost_per_image: 'input-image',
  input_cost_per_image_token: 'input-image-token',
  input_cost_per_pixel: 'input-pixel',
  input_cost_per_query: 'input-query',
  input_cost_per_request: 'input-request',
  input_cost_per_second: 'input-second',
  input_cost_per_token: 'input-token',
  input_cost_per_token_batch_requests: 'input-token-batch-requests',
  input_cost_per_token_batches: 'input-token-batches',
  input_cost_per_token_cache_hit: 'input-token-cache-hit',
  input_cost_per_token_flex: 'input-token-flex',
  input_cost_per_token_priority: 'input-token-priority',
  input_cost_per_video_per_second: 'input-video-per-second',
  input_cost_per_video_per_second_above_15s_interval: 'input-video-per-second-above-15s-interval',
  input_cost_per_video_per_second_above_8s_interval: 'input-video-per-second-above-8s-interval',
  input_dbu_cost_per_token: 'input-dbu-token',
  output_cost_per_audio_token: 'output-audio-token',
  output_cost_per_character: 'output-character',
  output_cost_per_image: 'output-image',
  output_cost_per_image_token: 'output-image-token',
  output_cost_per_pixel: 'output-pixel',
  output_cost_per_reasoning_token: 'output-reasoning-token',
  output_cost_per_second: 'output-second',
  output_cost_per_token: 'output-token',
  output_cost_per_token_batches: 'output-token-batches',
  output_cost_per_token_flex: 'output-token-flex',
  output_cost_per_token_priority: 'output-token-priority',
  output_cost_per_video_token: 'output-video-token',
  output_db_cost_per_token: 'output-db-token',
  output_dbu_cost_per_token: 'output-dbu-token',
  search_context_size_high: 'search-query-high',
  search_context_size_low: 'search-query-low',
  search_context_size_medium: 'search-query-medium',
};

interface PublishedPrice {
  readonly model: string;
  readonly thing: string;
  readonly above?: number;
  readonly source: string;
  /** Members of a model, as opposed to the sizes of searches and what is multiplied. */
  readonly isOwn: boolean;
}

/** Google's searches cost by the prompt, unless the map says otherwise. */
function searchedThing(members: Readonly<Record<string, unknown>>, size: string): string {
  const thing = kinds[size] ?? size;
  const isGoogle = ['gemini', 'vertex_ai-language-models'].includes(String(members['litellm_provider']));
  return isGoogle && members['web_search_billing_unit'] !== 'per_query' ? thing.replace('query', 'prompt') : thing;
}

/** Every number of a map that is a price, read without the importer. */
export function publishedIn(text: string): readonly PublishedPrice[] {
  const found: PublishedPrice[] = [];
  for (const [model, members] of Object.entries(readPriceMap(text))) {
    for (const [member, value] of Object.entries(Object(members))) {
      if (member === 'search_context_cost_per_query') {
        for (const [size, source] of Object.entries(Object(value)))
          found.push({ model, thing: searchedThing(Object(members), size), source: String(source), isOwn: false });
      }
      if (typeof value !== 'string' || !/cost/.test(member)) continue;
      const above = /_above_(\d+)k_tokens/.exec(member);
      const thing = kinds[member.replace(/_above_\d+k_tokens/, '')] ?? `unknown kind ${member}`;
      found.push({
        model,
        thing,
        source: value,
        isOwn: true,
        ...(above === null ? {} : { above: Number(above[1]) * 1_000 }),
      });
    }
  }
  return found;
}
