/** A chat turn with LangChain. */
import { ChatOpenAI } from '@langchain/openai';
import type { CreditsClient } from 'credits-ledger';
import { creditsHandler, type LangChainOptions } from 'credits-ledger/langchain';

export async function* chat(
  client: CreditsClient,
  accountId: string,
  prompt: string,
  options: Partial<LangChainOptions> = {},
): AsyncGenerator<string> {
  const model = new ChatOpenAI({ model: 'gpt-4o', maxRetries: 0 });
  const stream = await model.stream(prompt, { callbacks: [creditsHandler({ client, accountId, ...options })] });
  for await (const chunk of stream) yield chunk.text;
}
