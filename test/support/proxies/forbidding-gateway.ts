import { once } from 'node:events';
import { createServer } from 'node:http';

export interface ForbiddingGateway {
  readonly url: string;
  /** The headers of each request. */
  readonly seen: Readonly<Record<string, string | undefined>>[];
  stop(): void;
}

/** A gateway that lets nobody in, as API Gateway answers it. */
export async function startForbiddingGateway(): Promise<ForbiddingGateway> {
  const seen: Readonly<Record<string, string | undefined>>[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers as Readonly<Record<string, string | undefined>>);
    response.writeHead(403, { 'content-type': 'application/json' }).end('{"message":"Forbidden"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return { url: `http://127.0.0.1:${address.port}`, seen, stop: () => server.close() };
}
