import { once } from 'node:events';
import { createServer } from 'node:http';

/** Stands between the service and its engine: passes every call on, and can lose the replies of some. */
export interface DroppingProxy {
  readonly endpoint: string;
  /** Calls since the last `arm`. */
  calls(): number;
  /** From now on, lose the replies of calls `first` up to `first + count - 1`, counted from 1. The calls take effect. */
  arm(first: number, count: number): void;
  stop(): Promise<void>;
}

export async function startDroppingProxy(target: string): Promise<DroppingProxy> {
  let seen = 0;
  let dropped = { first: Number.POSITIVE_INFINITY, count: 0 };
  const server = createServer(async (request, response) => {
    seen += 1;
    const isLost = seen >= dropped.first && seen < dropped.first + dropped.count;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const answer = await fetch(target, { method: 'POST', headers: withoutHop(headers), body: Buffer.concat(chunks) });
    const body = Buffer.from(await answer.arrayBuffer());
    if (isLost) {
      request.socket.destroy();
      return;
    }
    response
      .writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'content-length': String(body.length) })
      .end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the proxy has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls: () => seen,
    arm: (first, count) => {
      seen = 0;
      dropped = { first, count };
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function withoutHop(headers: Record<string, string>): Record<string, string> {
  const { connection: _connection, 'content-length': _length, host: _host, expect: _expect, ...rest } = headers;
  return rest;
}
