/**
 * A small OpenID Connect issuer for tests: discovery, authorization codes with PKCE, tokens that are refreshed, keys, and
 * signing out. It is strict where the page could be careless: a code counts once, for its client, address and verifier.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Claims, type Code, clientId, createTokens } from './tokens.ts';

export interface TestIssuer {
  readonly url: string;
  /** The requests that it got, in order: `authorize`, `code`, `refresh`, `logout`, and what it refused. */
  readonly asked: readonly string[];
  /** For how long the tokens from now on count. */
  lifeSeconds: number;
  /** False leaves refresh tokens out. */
  isRefreshing: boolean;
  stop(): Promise<void>;
}

export async function startTestIssuer(people: Readonly<Record<string, Claims>>): Promise<TestIssuer> {
  const issuer = { url: '', asked: [] as string[], lifeSeconds: 3_600, isRefreshing: true };
  const codes = new Map<string, Code>();
  const tokens = createTokens(people, issuer, codes);
  const authorize = createAuthorization(people, issuer.asked, codes);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer.url);
    response.setHeader('access-control-allow-origin', '*');
    const json = (status: number, body: object): unknown =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (pathname) {
      case '/.well-known/openid-configuration':
        json(200, {
          issuer: issuer.url,
          authorization_endpoint: `${issuer.url}/authorize`,
          token_endpoint: `${issuer.url}/token`,
          jwks_uri: `${issuer.url}/keys`,
          end_session_endpoint: `${issuer.url}/logout`,
        });
        return;
      case '/keys':
        json(200, { keys: [{ ...tokens.publicKey }] });
        return;
      case '/authorize':
        authorize(searchParams, response);
        return;
      case '/token': {
        const redeemed = tokens.redeem(new URLSearchParams(await bodyOf(request)));
        json(redeemed === undefined ? 400 : 200, redeemed ?? { error: 'invalid_grant' });
        return;
      }
      case '/logout':
        issuer.asked.push('logout');
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Signed out</h1>');
        return;
      default:
        response.writeHead(404).end();
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return Object.assign(issuer, { stop });
}

function createAuthorization(
  people: Readonly<Record<string, Claims>>,
  asked: string[],
  codes: Map<string, Code>,
): (query: URLSearchParams, response: ServerResponse) => void {
  return (query, response) => {
    const isCodeWithPkce = query.get('response_type') === 'code' && query.get('code_challenge_method') === 'S256';
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!isCodeWithPkce || query.get('client_id') !== clientId || query.has('client_secret')) {
      asked.push('refused authorize');
      response.writeHead(400).end();
      return;
    }
    const person = query.get('person');
    if (person === null) {
      asked.push('authorize');
      const links = Object.keys(people).map((each) => `<a href="?${query}&person=${each}">${each}</a>`);
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>Who are you?</h1>${links.join(' ')}`);
      return;
    }
    const code = randomUUID();
    const challenge = query.get('code_challenge') ?? '';
    codes.set(code, { person, challenge, redirectUri, nonce: query.get('nonce') });
    const back = new URL(redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
