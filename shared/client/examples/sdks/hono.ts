/** A route of Hono that streams, charged a credit a hundred pieces. */
import type { CreditsClient } from 'credits-ledger';
import { type CreditsVariables, honoCredits } from 'credits-ledger/hono';
import { type Context, Hono } from 'hono';
import { streamText } from 'hono/streaming';

export function app(client: CreditsClient, model: () => AsyncIterable<string>): Hono<{ Variables: CreditsVariables }> {
  const accountId = (context: Context) => String(context.req.param('accountId'));
  const funded = honoCredits({ client, accountId, estimate: { credits: 5, category: 'ai' } });
  return new Hono<{ Variables: CreditsVariables }>().post('/accounts/:accountId/chat', funded, (context) =>
    streamText(context, async (stream) => {
      let pieces = 0;
      for await (const piece of model()) {
        if (stream.aborted) return;
        context.get('credits').use({ credits: ++pieces / 100 });
        await stream.write(piece);
      }
    }),
  );
}
