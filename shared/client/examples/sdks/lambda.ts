/** A Lambda that streams its answer through middy, charged a credit a hundred pieces. */
import middy from '@middy/core';
import { executionModeStreamifyResponse } from '@middy/core/StreamifyResponse';
import type { CreditsClient } from 'credits-ledger';
import { creditGate, type GatedContext } from 'credits-ledger/gate';

export function handler(client: CreditsClient, model: () => AsyncIterable<string>) {
  const accountId = (event: { readonly accountId: string }) => event.accountId;
  return middy<{ accountId: string }, unknown, Error, GatedContext>({ executionMode: executionModeStreamifyResponse })
    .use(creditGate({ client, accountId, estimate: { credits: 5, category: 'ai' } }))
    .handler(async (_event, { credits }) => {
      let pieces = 0;
      async function* answer(): AsyncGenerator<string> {
        for await (const piece of model()) {
          credits.use({ credits: ++pieces / 100 });
          yield piece;
        }
      }
      return { statusCode: 200, body: ReadableStream.from(answer()) };
    });
}
