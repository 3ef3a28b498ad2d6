/**
 * A small OpenID Connect issuer for tests: discovery, authorization codes with PKCE, tokens that are refreshed, keys, and
 * signing out. It is strict where the page could be careless: a code counts once, for its client, address and verifier.
 */
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Claims = Readonly<Record<string, unknown>>;

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

const clientId = 'dashboard';

interface Code {
  readonly person: string;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string | null;
}

export async function startTestIssuer(people: Readonly<Record<string, Claims>>): Promise<TestIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map<string, Code>();
  const refreshTokens = new Map<string, string>();
  const asked: string[] = [];
  let url = '';

  const signed = (claims: Claims): string => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', kid: 'test', typ: 'JWT' })}.${part(claims)}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
  };
  const tokensOf = (person: string, nonce: string | null): object => {
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const times = { iat: nowSeconds, exp: nowSeconds + issuer.lifeSeconds };
    const claims = { iss: url, aud: clientId, sub: person, ...times, ...(nonce && { nonce }), ...people[person] };
    const refreshToken = randomUUID();
    refreshTokens.set(refreshToken, person);
    return {
      token_type: 'Bearer',
      expires_in: issuer.lifeSeconds,
      id_token: signed(claims),
      access_token: signed({ iss: url, sub: person, ...times, client_id: clientId }),
      ...(issuer.isRefreshing ? { refresh_token: refreshToken } : {}),
    };
  };

  function redeem(form: URLSearchParams): object | undefined {
    if (form.get('client_id') !== clientId) return undefined;
    if (form.get('grant_type') === 'refresh_token') {
      const token = form.get('refresh_token') ?? '';
      const person = refreshTokens.get(token);
      refreshTokens.delete(token);
      asked.push(person === undefined ? 'refused refresh' : 'refresh');
      return person === undefined ? undefined : tokensOf(person, null);
    }
    const code = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isProved = code !== undefined && code.challenge === proof && code.redirectUri === form.get('redirect_uri');
    asked.push(isProved ? 'code' : 'refused code');
    return isProved ? tokensOf(code.person, code.nonce) : undefined;
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
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
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    response.setHeader('access-control-allow-origin', '*');
    const json = (status: number, body: object): unknown =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (pathname) {
      case '/.well-known/openid-configuration':
        json(200, {
          issuer: url,
          authorization_endpoint: `${url}/authorize`,
          token_endpoint: `${url}/token`,
          jwks_uri: `${url}/keys`,
          end_session_endpoint: `${url}/logout`,
        });
        return;
      case '/keys':
        json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }] });
        return;
      case '/authorize':
        authorize(searchParams, response);
        return;
      case '/token': {
        const tokens = redeem(new URLSearchParams(await bodyOf(request)));
        json(tokens === undefined ? 400 : 200, tokens ?? { error: 'invalid_grant' });
        return;
      }
      case '/logout':
        asked.push('logout');
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Signed out</h1>');
        return;
      default:
        response.writeHead(404).end();
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: TestIssuer = {
    url,
    asked,
    lifeSeconds: 3_600,
    isRefreshing: true,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return issuer;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
