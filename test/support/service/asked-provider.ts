/** A provider behind the metered `fetch` that the OpenAI SDK is given: what is asked of it, charged for it, and told. */
import { expect, vi } from 'vitest';
import { createMeteredFetch } from '../../../shared/client/adapters/metered-fetch.ts';
import { type FetchingClient, meterOpenAI } from '../../../shared/client/adapters/openai.ts';
import type { TestService } from './service.ts';
import { switchableClient } from './switchable-client.ts';

export interface AskedProvider {
  readonly accountId: string;
  readonly fetch: typeof fetch;
  readonly told: unknown[];
}

/** A provider that gives this answer, asked on the account of that name. */
export async function askingOf(
  service: TestService,
  accountId: string,
  answer: () => Response,
  onUnsettled?: () => void,
): Promise<AskedProvider> {
  await service.open(accountId, 'free');
  const told: unknown[] = [];
  const { client } = switchableClient(service.url);
  let metered: typeof fetch = createMeteredFetch({ client, accountId }, { refusal: Object, pausedTail: () => '' });
  const sdk: FetchingClient = {
    withOptions: (options) => {
      metered = options.fetch;
      return sdk;
    },
  };
  meterOpenAI(Object.assign(sdk, { fetch: async () => answer() }), {
    client,
    accountId,
    onUnsettled: onUnsettled ?? ((trouble) => told.push(trouble)),
  });
  return { accountId, fetch: metered, told };
}

export function ask({ fetch }: Pick<AskedProvider, 'fetch'>, isStreamed: boolean): Promise<Response> {
  const messages = [{ role: 'user', content: 'Say it.' }];
  const body = JSON.stringify({ model: 'gpt-4o', messages, max_tokens: 500, stream: isStreamed });
  return fetch('http://provider/v1/chat/completions', { method: 'POST', body });
}

/** The credits that were charged, once nothing is held. */
export async function spentOn(service: TestService, { accountId }: AskedProvider): Promise<number> {
  await vi.waitFor(async () => expect((await service.call('GET', `/accounts/${accountId}`)).json.held).toBe(0));
  return Number((100 - (await service.call('GET', `/accounts/${accountId}`)).json.available).toFixed(6));
}
