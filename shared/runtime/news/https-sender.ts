/**
 * Carries news out by HTTPS, to public addresses alone. A name is resolved as it is connected to, every address that it has must be public, and
 * the connection is made to one that was looked at: there is no moment between check and connection in which a name could come
 * to mean something else. Nothing is followed: a redirect is an answer like any other that isn't a success.
 */
import { type LookupAddress, lookup } from 'node:dns';
import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { TryOutcome } from '../../domain/delivery.ts';
import { isLoopback, urlProblem } from '../../domain/endpoint-url.ts';
import { isPublicAddress } from '../../domain/public-address.ts';
import type { NewsRequest, NewsSender } from '../../ports/news.ts';

export type SendMail = (message: { readonly subject: string; readonly text: string }) => Promise<void>;

/** Answers all addresses of a name, as `dns.lookup` does. */
export type Resolve = (name: string) => Promise<readonly LookupAddress[]>;

export interface SenderParts {
  /** There is no e-mail when left out. */
  readonly mail?: SendMail;
  /** The system's own when left out. */
  readonly resolve?: Resolve;
  /** On a machine of one's own: plain HTTP to this machine is taken as well. */
  readonly takesLoopback?: boolean;
  /** A whole request has so long. */
  readonly timeoutMs?: number;
  /** Connects in place of HTTPS, in a test. */
  readonly connect?: typeof requestHttps;
}

const usualTimeoutMs = 10_000;
const addressNotPublic = 'the name leads to an address that is not public';

export function createHttpsSender(parts: SenderParts): NewsSender {
  return {
    post: (request) => post(parts, request).catch((cause: unknown) => ({ failure: failureOf(cause) })),
    mail: async (message) => {
      if (parts.mail === undefined) return { failure: 'not-sent' };
      return parts.mail(message).then(
        () => ({ status: 200 }),
        () => ({ failure: 'not-sent' as const }),
      );
    },
  };
}

async function post(
  { resolve = systemResolve, takesLoopback = false, timeoutMs = usualTimeoutMs, connect = requestHttps }: SenderParts,
  { url: text, headers, body }: NewsRequest,
): Promise<TryOutcome> {
  // What was stored under other rules is not connected to under these.
  if (urlProblem(text, takesLoopback) !== undefined) return { failure: 'address-not-public' };
  const url = new URL(text);
  const isOwn = takesLoopback && isLoopback(url);
  const signal = AbortSignal.timeout(timeoutMs);
  const settings = {
    method: 'POST',
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    agent: false,
    signal,
  } as const;
  const started = isOwn
    ? requestHttp(url, settings)
    : connect(url, { ...settings, lookup: publicLookup(resolve), minVersion: 'TLSv1.2' });
  const status = await statusOf(started, { body, isOwn });
  return { status };
}

function statusOf(
  started: ClientRequest,
  { body, isOwn }: { readonly body: string; readonly isOwn: boolean },
): Promise<number> {
  return new Promise((resolve, reject) => {
    started.on('error', reject);
    started.on('socket', (socket) => {
      // Once more, of the connection itself.
      socket.once('connect', () => {
        const { remoteAddress } = socket;
        if (!isOwn && remoteAddress !== undefined && !isPublicAddress(remoteAddress))
          started.destroy(new AddressNotPublic(addressNotPublic));
      });
    });
    started.on('response', (response) => {
      // The status is all that is read: a receiver may answer as much as it likes.
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    started.end(body);
  });
}

class AddressNotPublic extends Error {
  override readonly name = 'AddressNotPublic';
}

function failureOf(cause: unknown): 'timed-out' | 'not-connected' | 'address-not-public' {
  if (cause instanceof AddressNotPublic) return 'address-not-public';
  return cause instanceof Error && ['AbortError', 'TimeoutError'].includes(cause.name) ? 'timed-out' : 'not-connected';
}

/** The addresses that a connection is made to: those that were looked at, and none if one of them isn't public. */
function publicLookup(resolve: Resolve): LookupFunction {
  return (name, { all }, answer) => {
    resolve(name).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
          answer(new AddressNotPublic(addressNotPublic), '', 0);
        else if (all === true) answer(null, [...addresses]);
        else answer(null, first.address, first.family);
      },
      (cause: unknown) => answer(cause instanceof Error ? cause : new Error('not resolved'), '', 0),
    );
  };
}

function systemResolve(name: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(name, { all: true }, (error, addresses) => (error === null ? resolve(addresses) : reject(error)));
  });
}
