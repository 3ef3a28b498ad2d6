/** A chat turn with the Anthropic SDK. */
import Anthropic from '@anthropic-ai/sdk';
import type { CreditsClient } from 'credits-ledger';
import { meterAnthropic } from 'credits-ledger/anthropic';

export async function* chat(client: CreditsClient, accountId: string, prompt: string): AsyncGenerator<string> {
  const anthropic = meterAnthropic(new Anthropic(), { client, accountId });
  const messages = [{ role: 'user', content: prompt } as const];
  const stream = await anthropic.messages.create({ model: 'gpt-4o', max_tokens: 1_000, messages, stream: true });
  for await (const event of stream)
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') yield event.delta.text;
}
