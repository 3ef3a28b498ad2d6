/**
 * The OpenAI SDK, metered: `const openai = meterOpenAI(new OpenAI(), { client, accountId })`. Chat, Responses, embeddings,
 * streams and the helpers above them are funded before they are called and charged by their own count.
 */
import type { Problem } from '../operations.ts';
import { createMeteredFetch, type ProviderForm } from './metered-fetch.ts';
import type { MeteredModelOptions } from './metered-model.ts';

/** The part in use of the SDK's client. */
export interface FetchingClient {
  withOptions(options: { fetch: typeof fetch }): unknown;
}

/** The same client, whose requests are metered. Refused, its calls throw the SDK's error of status 402, whose `code` says why. */
export function meterOpenAI<Client extends FetchingClient>(openai: Client, options: MeteredModelOptions): Client {
  return metered(openai, openAiForm, options);
}

export function metered<Client extends FetchingClient>(
  sdk: Client,
  form: ProviderForm,
  options: MeteredModelOptions,
): Client {
  // The SDK's own `fetch`, where it was given one: a proxy, a recorder.
  const own: unknown = Reflect.get(sdk, 'fetch');
  const send = typeof own === 'function' ? (...request: Parameters<typeof fetch>) => own(...request) : undefined;
  // Both SDKs answer a client of the same class.
  return sdk.withOptions({ fetch: createMeteredFetch(options, form, send) }) as Client;
}

const openAiForm: ProviderForm = {
  refusal: (problem: Problem) => ({
    error: { message: problem.detail, type: 'credits', code: problem.code, param: null, problem },
  }),
  askForUsage: (request) => {
    // The older API alone tells nothing unless it is asked to.
    if (!Array.isArray(request['messages'])) return false;
    const asked: object = Object(request['stream_options']);
    if (Reflect.get(asked, 'include_usage') === true) return false;
    request['stream_options'] = { ...asked, include_usage: true };
    return true;
  },
  isUsageOnly: (event) => {
    // Others come without choices too, as the first of Azure's, which tells of its filters.
    const choices: unknown = Reflect.get(event, 'choices');
    const usage: unknown = Reflect.get(event, 'usage');
    return Array.isArray(choices) && choices.length === 0 && typeof usage === 'object' && usage !== null;
  },
  pausedTail: (last) => {
    if (last === undefined || !('choices' in last)) return '';
    const { id, created, model } = Object(last);
    const choices = [{ index: 0, delta: {}, finish_reason: 'length', logprobs: null }];
    const chunk = { id, object: 'chat.completion.chunk', created, model, choices };
    return `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
  },
};
