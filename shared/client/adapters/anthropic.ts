/**
 * The Anthropic SDK, metered: `const anthropic = meterAnthropic(new Anthropic(), { client, accountId })`. Messages, streamed
 * or whole, and the helpers above them are funded before they are called and charged by their own count.
 */
import type { ProviderForm } from './metered-fetch.ts';
import type { MeteredModelOptions } from './metered-model.ts';
import { type FetchingClient, metered } from './openai.ts';

/** The same client, whose requests are metered. Refused, its calls throw the SDK's error of status 402. */
export function meterAnthropic<Client extends FetchingClient>(anthropic: Client, options: MeteredModelOptions): Client {
  return metered(anthropic, anthropicForm, options);
}

const anthropicForm: ProviderForm = {
  refusal: (problem) => ({ type: 'error', error: { type: problem.code, message: problem.detail, problem } }),
  pausedTail: (last) => {
    const { type, index = 0 } = Object(last);
    const isBlockOpen = type === 'content_block_delta' || type === 'content_block_start';
    return [
      ...(isBlockOpen ? [{ type: 'content_block_stop', index }] : []),
      { type: 'message_delta', delta: { stop_reason: 'max_tokens', stop_sequence: null }, usage: {} },
      { type: 'message_stop' },
    ]
      .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      .join('');
  },
};
