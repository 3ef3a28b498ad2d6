/** The OpenAI SDK, metered. */
export type { MeteredModelOptions } from '../adapters/metered-model.ts';
export { type FetchingClient, meterOpenAI } from '../adapters/openai.ts';
