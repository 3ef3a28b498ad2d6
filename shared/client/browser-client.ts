/** The client for a page: a person's token in place of a signature, or none where nobody is authenticated. */
import { bearer, type CreditsClient, operationsOver } from './credits-client.ts';
import { createHttpClient } from './http-client.ts';
import type { RetryBounds } from './retry.ts';

export interface BrowserClientOptions {
  readonly url: string;
  /** Undefined where nobody signs in. */
  readonly token: () => Promise<string | undefined>;
  readonly fetch?: typeof fetch;
  readonly bounds?: Partial<RetryBounds>;
}

/** Without the code that signs, which a page doesn't need. */
export function createBrowserClient({ url, token, ...options }: BrowserClientOptions): CreditsClient {
  return operationsOver(createHttpClient(url, { sign: bearer(token), ...options }));
}
