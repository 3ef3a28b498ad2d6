/** The client: one method an operation of the API. */
export type { CallOptions } from '../answer.ts';
export { type CredentialProvider, type Credentials, environmentCredentials } from '../credentials.ts';
export { BadAnswer, type CreditsClientOptions, createCreditsClient, Unauthorized } from '../credits-client.ts';
export { NoAnswer } from '../http-client.ts';
export type * from '../operations.ts';
export { newRequestKey } from '../request-key.ts';
export type { RetryBounds } from '../retry.ts';
export type { ClientSurroundings } from '../surroundings.ts';
