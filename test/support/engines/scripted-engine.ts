import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';

export interface Heard {
  readonly operation: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** The number of the connection that it came by: 1 for the first. */
  readonly connection: number;
}

/** The effect of a call: an answer, or a mishap. Anything may also be done to the answer before. */
export type Act = (response: ServerResponse, heard: Heard) => void | Promise<void>;

/** A store that does with each call what it was told to, and at last goes on with the last of it. */
export interface ScriptedEngine {
  readonly endpoint: string;
  /** Scripts the outcome of the next calls, in order. Forgets what was heard. */
  script(...acts: readonly Act[]): void;
  readonly heard: readonly Heard[];
  stop(): Promise<void>;
}

export async function startScriptedEngine(): Promise<ScriptedEngine> {
  let acts: readonly Act[] = [];
  const heard: Heard[] = [];
  const connections = new Map<unknown, number>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const connection = connections.get(request.socket) ?? connections.size + 1;
    connections.set(request.socket, connection);
    const operation = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    const call = { operation, headers: request.headers, body: Buffer.concat(chunks).toString(), connection };
    heard.push(call);
    await acts[Math.min(heard.length, acts.length) - 1]?.(response, call);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the engine has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    script: (...next) => {
      acts = next;
      heard.length = 0;
      connections.clear();
    },
    heard,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const type = 'application/x-amz-json-1.0';

export function answers(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Act {
  return (response) => {
    const text = JSON.stringify(body);
    response.writeHead(status, { 'content-type': type, 'x-amz-crc32': String(crc32(text)), ...headers }).end(text);
  };
}

export function fails(status: number, name: string, headers: Readonly<Record<string, string>> = {}): Act {
  return answers(status, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'no' }, headers);
}

/** The connection ends without a word. */
export const hangsUp: Act = (response) => {
  response.socket?.destroy();
};

/** Half of an answer, and then the connection ends. */
export const isCut: Act = (response) => {
  response.writeHead(200, { 'content-type': type, 'content-length': '100' }).write('{"Item":');
  setImmediate(() => response.socket?.destroy());
};

/** Nothing comes. */
export const isSilent: Act = () => {};
