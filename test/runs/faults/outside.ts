import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Signal } from '../../../shared/domain/projections/signal.ts';
import type { DueMessage } from '../../../shared/ports/due-queue.ts';

/** The event bus and the queue, outside of every process: what they took stays taken when a process dies. */
export interface Outside {
  readonly url: string;
  readonly signals: readonly Signal[];
  readonly messages: readonly DueMessage[];
  forget(): void;
  stop(): Promise<void>;
}

export const busPath = '/bus';
export const queuePath = '/queue';

export async function startOutside(): Promise<Outside> {
  const signals: Signal[] = [];
  const messages: DueMessage[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const sent = JSON.parse(Buffer.concat(chunks).toString());
    if (request.url === busPath) signals.push(...sent);
    if (request.url === queuePath) messages.push(...sent);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the outside has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    signals,
    messages,
    forget: () => {
      signals.length = 0;
      messages.length = 0;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
