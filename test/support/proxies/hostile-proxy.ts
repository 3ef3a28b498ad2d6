import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** The mishaps of a request on its way: `lost-*` drop the connection, `late` answers when nobody waits any more. */
export const mishaps = [
  'lost-before',
  'lost-after',
  'late',
  'twice',
  'busy',
  'throttled',
  'garbage',
  'wrong-type',
  'cut',
] as const;
export type Mishap = (typeof mishaps)[number];

/** Stands between a client and the service. `next` says what happens to a request; undefined passes it on. */
export interface HostileProxy {
  readonly url: string;
  requests(): number;
  stop(): Promise<void>;
}

export async function startHostileProxy(
  target: string,
  { next, lateMs }: { readonly next: () => Mishap | undefined; readonly lateMs: number },
): Promise<HostileProxy> {
  let requests = 0;
  const timers = new Set<NodeJS.Timeout>();
  const server = createServer(async (request, response) => {
    requests += 1;
    const mishap = next();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { connection: _c, 'content-length': _l, host: _h, expect: _e, ...headers } = request.headers;
    const pass = async (): Promise<PassedRequest> => {
      const answer = await fetch(`${target}${request.url}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      });
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
    };
    const forward = async (): Promise<void> => write(response, await pass());
    switch (mishap) {
      case undefined:
        return forward();
      case 'lost-before':
        return void request.socket.destroy();
      case 'lost-after':
        await pass();
        return void request.socket.destroy();
      case 'late': {
        const passed = await pass();
        timers.add(setTimeout(() => write(response, passed), lateMs));
        return;
      }
      case 'twice':
        await pass();
        return forward();
      case 'busy':
        return write(response, { status: 503, headers: { 'retry-after': '1' }, body: '{"message":"Unavailable"}' });
      case 'throttled':
        return write(response, { status: 429, headers: {}, body: '{"message":"Too Many Requests"}' });
      case 'garbage':
        await pass();
        return write(response, { status: 200, headers: { 'content-type': 'application/json' }, body: '{"entry":' });
      case 'wrong-type':
        await pass();
        return write(response, { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Welcome</h1>' });
      case 'cut': {
        const { status, headers: given, body } = await pass();
        response.writeHead(status, { ...given, 'content-length': String(Buffer.byteLength(body) + 10) });
        response.write(body.slice(0, 5));
        return void setImmediate(() => request.socket.destroy());
      }
      default:
        return mishap satisfies never;
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests: () => requests,
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface PassedRequest {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function write(response: ServerResponse, { status, headers, body }: PassedRequest): void {
  if (!response.destroyed) response.writeHead(status, headers).end(body);
}
