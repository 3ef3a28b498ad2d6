/** A route handler of Next that streams, charged a credit a hundred pieces: `app/accounts/[accountId]/chat/route.ts`. */
import type { CreditsClient } from 'credits-ledger';
import { withCredits } from 'credits-ledger/next';

export function route(client: CreditsClient, model: () => AsyncIterable<string>) {
  const accountId = (request: Request) => new URL(request.url).pathname.split('/')[2] ?? '';
  return withCredits({ client, accountId, estimate: { credits: 5, category: 'ai' } }, (_request, { credits }) => {
    const encoder = new TextEncoder();
    let used = 0;
    async function* answer(): AsyncGenerator<Uint8Array> {
      for await (const piece of model()) {
        credits.use({ credits: ++used / 100 });
        yield encoder.encode(piece);
      }
    }
    return new Response(ReadableStream.from(answer()));
  });
}
