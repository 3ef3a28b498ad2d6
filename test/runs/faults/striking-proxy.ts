import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

/** `before` the call reaches the engine; `after` it took effect, instead of its reply. */
export type Moment = 'before' | 'after';

export interface Strike {
  /** From this call on, counted from 1. */
  readonly call: number;
  readonly count: number;
  readonly moment: Moment;
  /** The blow to the process; its connection is lost in any case. */
  readonly blow: () => void;
}

/** Stands between one process and an engine. Passes every call on, and strikes at the ones it is told to. */
export interface StrikingProxy {
  readonly endpoint: string;
  /** Which engine calls go to from now on. */
  aim(target: string): void;
  /** Counts calls anew and strikes at those; none when left out. */
  arm(strike?: Strike): void;
  /** Tells whether it has struck since it was armed. */
  hasStruck(): boolean;
  stop(): Promise<void>;
}

export async function startStrikingProxy(): Promise<StrikingProxy> {
  let engine: string | undefined;
  let armed: Strike | undefined;
  let calls = 0;
  let hasStruck = false;
  const server = createServer(async (request, response) => {
    calls += 1;
    const isStruck = armed !== undefined && calls >= armed.call && calls < armed.call + armed.count;
    const body = await bodyOf(request);
    const strike = (): void => {
      hasStruck = true;
      armed?.blow();
      request.socket.destroy();
    };
    if (isStruck && armed?.moment === 'before') return strike();
    const answer = await fetch(engine ?? '', { method: 'POST', headers: headersOf(request), body }).catch(
      () => undefined,
    );
    const text = Buffer.from(await (answer?.arrayBuffer() ?? new ArrayBuffer(0)));
    if (answer === undefined || isStruck) return strike();
    const headers = { ...Object.fromEntries(answer.headers), 'content-length': String(text.length) };
    response.writeHead(answer.status, headers).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the proxy has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    aim: (target) => {
      engine = target;
    },
    arm: (strike) => {
      armed = strike;
      calls = 0;
      hasStruck = false;
    },
    hasStruck: () => hasStruck,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const { connection: _connection, 'content-length': _length, host: _host, expect: _expect, ...rest } = headers;
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]));
}
