/** The OpenAI SDK, metered. */
export { AnswerNotUnderstood, type MeteredModelOptions } from '../adapters/metered-model.ts';
export { type FetchingClient, meterOpenAI } from '../adapters/openai.ts';
