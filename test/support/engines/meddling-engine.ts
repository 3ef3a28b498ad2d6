import { once } from 'node:events';
import { createServer } from 'node:http';
import { defaultEngine, startEngine } from '../../../infra/local/engine.ts';

/** A call of the engine: `operation` as `PutItem`. */
export interface EngineCall {
  readonly operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: requests are looked into by path; what isn't there fails the test.
  readonly body: any;
}

export interface MeddledCall {
  readonly status: number;
  readonly body: unknown;
}

/** A real engine behind a proxy that notes every call, and can answer in its stead. */
export interface MeddlingEngine {
  readonly endpoint: string;
  /** The calls since the last time. */
  take(): readonly EngineCall[];
  /** From now on, what this answers is the answer; undefined lets the call through, as it is then. */
  meddle(answer: (call: EngineCall) => MeddledCall | undefined): void;
  stop(): Promise<void>;
}

export async function startMeddlingEngine(): Promise<MeddlingEngine> {
  const engine = await startEngine({ name: defaultEngine() });
  let calls: EngineCall[] = [];
  let answer: (call: EngineCall) => MeddledCall | undefined = () => undefined;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString('utf8');
    const target = String(request.headers['x-amz-target']);
    const call = { operation: target.replace(/^.*\./, ''), body: JSON.parse(text) };
    calls.push(call);
    const type = 'application/x-amz-json-1.0';
    const meddled = answer(call);
    if (meddled !== undefined) {
      response.writeHead(meddled.status, { 'content-type': type }).end(JSON.stringify(meddled.body));
      return;
    }
    const authorization = String(request.headers['authorization']);
    const headers = { 'content-type': type, 'x-amz-target': target, authorization, 'x-amz-date': '20261101T000000Z' };
    const passed = await fetch(engine.endpoint, { method: 'POST', headers, body: JSON.stringify(call.body) });
    response.writeHead(passed.status, { 'content-type': type }).end(await passed.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the proxy has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    take: () => calls.splice(0),
    meddle: (next) => {
      answer = next;
      calls = [];
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await engine.stop();
    },
  };
}
