/** A chat turn with the OpenAI SDK. */
import type { CreditsClient } from 'credits-ledger';
import { meterOpenAI } from 'credits-ledger/openai';
import OpenAI from 'openai';

export async function* chat(client: CreditsClient, accountId: string, prompt: string): AsyncGenerator<string> {
  const openai = meterOpenAI(new OpenAI(), { client, accountId });
  const messages = [{ role: 'user', content: prompt } as const];
  const stream = await openai.chat.completions.create({ model: 'gpt-4o', messages, stream: true });
  for await (const chunk of stream) yield chunk.choices[0]?.delta.content ?? '';
}
