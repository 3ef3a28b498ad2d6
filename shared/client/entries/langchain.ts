/** LangChain's models, metered. */
export { type CreditsHandler, creditsHandler, type LangChainOptions, OutOfCredits } from '../adapters/langchain.ts';
export { CreditsRefused } from '../holds/trouble.ts';
