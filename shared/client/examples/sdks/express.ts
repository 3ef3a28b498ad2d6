/** A route of Express that streams, charged a credit a hundred pieces. */
import type { CreditsClient } from 'credits-ledger';
import { creditsOf, expressCredits } from 'credits-ledger/express';
import express, { type Express } from 'express';

export function app(client: CreditsClient, model: () => AsyncIterable<string>): Express {
  const funded = expressCredits({ client, accountId: accountIn, estimate: { credits: 5, category: 'ai' } });
  return express().post('/accounts/:accountId/chat', funded, async (_request, response) => {
    let pieces = 0;
    for await (const piece of model()) {
      creditsOf(response).use({ credits: ++pieces / 100 });
      if (!response.writable) return;
      response.write(piece);
    }
    response.end();
  });
}

function accountIn(request: express.Request): string {
  return String(request.params['accountId']);
}
