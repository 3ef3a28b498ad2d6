/** The Anthropic SDK, metered. */
export { meterAnthropic } from '../adapters/anthropic.ts';
export type { MeteredModelOptions } from '../adapters/metered-model.ts';
export type { FetchingClient } from '../adapters/openai.ts';
