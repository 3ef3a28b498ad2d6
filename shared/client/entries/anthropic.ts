/** The Anthropic SDK, metered. */
export { meterAnthropic } from '../adapters/anthropic.ts';
export { AnswerNotUnderstood, type MeteredModelOptions } from '../adapters/metered-model.ts';
export type { FetchingClient } from '../adapters/openai.ts';
