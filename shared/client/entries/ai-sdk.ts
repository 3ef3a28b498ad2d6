/** The Vercel AI SDK, metered. */
export { type CreditsMiddleware, type CreditsMiddlewareOptions, creditsMiddleware } from '../adapters/ai-sdk.ts';
export { AnswerNotUnderstood, type MeteredModelOptions } from '../adapters/metered-model.ts';
export { CreditsRefused } from '../holds/trouble.ts';
