/** The server of the local service: bodies as they come, and an end that waits for what is under way. */
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const host = '127.0.0.1';
/** API Gateway's own limit. */
export const bodyMaxBytes = 10 * 1024 * 1024;
const stopGraceMs = 5_000;

export async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes <= bodyMaxBytes) chunks.push(part);
  }
  return bytes > bodyMaxBytes ? undefined : Buffer.concat(chunks);
}

export function headersOf({
  statusCode,
  headers = {},
  body = '',
  isBase64Encoded = false,
}: APIGatewayProxyStructuredResultV2): Record<string, string> {
  const given = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  // Of 304 it would be the length of what isn't sent.
  const length = statusCode === 304 ? {} : { 'content-length': String(bytesOf({ body, isBase64Encoded }).length) };
  return { ...Object.fromEntries(given), ...length };
}

/** The body as it goes out: what API Gateway gets in base64, it sends as bytes. */
export function bytesOf({ body = '', isBase64Encoded = false }: APIGatewayProxyStructuredResultV2): Buffer {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}

export async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

/** Takes no new requests, lets those under way finish, and ends what idles. */
export async function close(server: Server): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  await Promise.race([ended, sleep(stopGraceMs, undefined, { ref: false })]);
  server.closeAllConnections();
}

export function urlOf(server: Server): string {
  return `http://${host}:${portOf(server)}`;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server has no port');
  return address.port;
}
