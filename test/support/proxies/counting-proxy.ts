import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';

/** Stands between the service and its engine, passes every call on, and counts them by operation: `PutItem`... */
export interface CountingProxy {
  readonly endpoint: string;
  counts(): Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

export async function startCountingProxy(target: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const counts: Record<string, number> = {};
  const server = createServer((incoming, response) => {
    const operation = String(incoming.headers['x-amz-target']).replace(/^.*\./, '');
    counts[operation] = (counts[operation] ?? 0) + 1;
    const { method, url: path, headers } = incoming;
    const outgoing = send({ hostname, port, method, path, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => incoming.socket.destroy());
    incoming.pipe(outgoing);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the proxy has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    counts: () => ({ ...counts }),
    stop: async () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
