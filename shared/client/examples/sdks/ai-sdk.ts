/** A chat turn with the Vercel AI SDK. */
import { createOpenAI } from '@ai-sdk/openai';
import { streamText, wrapLanguageModel } from 'ai';
import type { CreditsClient } from 'credits-ledger';
import { creditsMiddleware } from 'credits-ledger/ai-sdk';

export async function* chat(client: CreditsClient, accountId: string, prompt: string): AsyncGenerator<string> {
  const middleware = creditsMiddleware({ client, accountId });
  const model = wrapLanguageModel({ model: createOpenAI().chat('gpt-4o'), middleware });
  // The SDK reads on when its reader leaves, unless it is told.
  const reading = new AbortController();
  try {
    for await (const part of streamText({ model, prompt, abortSignal: reading.signal, maxRetries: 0 }).fullStream) {
      if (part.type === 'error') throw part.error;
      if (part.type === 'text-delta') yield part.text;
    }
  } finally {
    reading.abort();
  }
}
