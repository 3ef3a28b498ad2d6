/** The client for a page: a person's token in place of a signature, or none where nobody is authenticated. */
import { type CreditsClient, operationsOver } from './credits-client.ts';
import { createHttpClient } from './http-client.ts';
import type { RetryBounds } from './retry.ts';

export interface BrowserClientOptions {
  readonly url: string;
  /** Asked before every try, since tokens are renewed. Undefined where nobody signs in. */
  readonly token: () => Promise<string | undefined>;
  readonly fetch?: typeof fetch;
  readonly bounds?: Partial<RetryBounds>;
}

export function createBrowserClient({ url, token, fetch, bounds }: BrowserClientOptions): CreditsClient {
  return operationsOver(
    createHttpClient(url, {
      sign: async ({ headers }) => {
        const held = await token();
        return held === undefined ? headers : { ...headers, authorization: `Bearer ${held}` };
      },
      ...(fetch === undefined ? {} : { fetch }),
      ...(bounds === undefined ? {} : { bounds }),
    }),
  );
}
