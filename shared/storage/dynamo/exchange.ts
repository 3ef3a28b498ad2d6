/**
 * One request and its answer over kept connections. The time that an answer may take begins when the request has a
 * connection: one that waits behind others for a connection has a limit of its own, and was never sent.
 */
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { TLSSocket } from 'node:tls';

export interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
}

export interface Exchange {
  /** Rejects when no whole answer came. */
  post(headers: Readonly<Record<string, string>>, body: string): Promise<Answer>;
  /** Closes the connections. */
  destroy(): void;
}

export interface ExchangeLimits {
  readonly connectionsMax: number;
  /** Waiting for a connection that others use. */
  readonly freeMaxMs: number;
  readonly connectMaxMs: number;
  /** From a connection to the whole answer. */
  readonly answerMaxMs: number;
}

/** No answer within one of its limits. */
export class ExchangeTimeout extends Error {
  override readonly name = 'TimeoutError';
}

export function createExchange(endpoint: URL, limits: ExchangeLimits): Exchange {
  const isSecure = endpoint.protocol === 'https:';
  const settings = { keepAlive: true, maxSockets: limits.connectionsMax };
  const agent = isSecure ? new HttpsAgent(settings) : new HttpAgent(settings);
  const send = isSecure ? httpsRequest : httpRequest;
  const { hostname, port } = endpoint;
  // An address in brackets is one in a URL only.
  const target = { agent, method: 'POST', path: '/', host: hostname.replace(/^\[|\]$/g, ''), port };

  function post(headers: Readonly<Record<string, string>>, body: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = { 'content-length': String(Buffer.byteLength(body)) };
      const sent = send({ ...target, headers: { ...headers, ...length } });
      const stopTiming = limitTime(sent, limits);
      const fail = (cause: unknown): void => {
        stopTiming();
        reject(cause);
      };
      sent.on('error', fail);
      sent.once('response', (response) => {
        collect(response).then((answer) => {
          stopTiming();
          resolve(answer);
        }, fail);
      });
      sent.end(body);
    });
  }

  return { post, destroy: () => agent.destroy() };
}

function collect(response: IncomingMessage): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.once('end', () => {
      const [only] = chunks;
      const body = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
      const header = (name: string): string | undefined => {
        const value = response.headers[name];
        return Array.isArray(value) ? value[0] : value;
      };
      resolve({ status: response.statusCode ?? 0, header, body });
    });
  });
}

/** Watches over a request's three limits, one after the other. Returns what ends it. */
function limitTime(sent: ClientRequest, { freeMaxMs, connectMaxMs, answerMaxMs }: ExchangeLimits): () => void {
  let timer: NodeJS.Timeout;
  const within = (ms: number, what: string): void => {
    clearTimeout(timer);
    timer = setTimeout(() => sent.destroy(new ExchangeTimeout(what)), ms);
  };
  within(freeMaxMs, 'no connection was free');
  sent.once('socket', (socket) => {
    // Kept connections are there; a new one has yet to be made.
    if (!socket.connecting) {
      within(answerMaxMs, 'no answer in time');
      return;
    }
    within(connectMaxMs, 'no connection in time');
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () =>
      within(answerMaxMs, 'no answer in time'),
    );
  });
  return () => clearTimeout(timer);
}
