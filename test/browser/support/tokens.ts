/** An issuer's tokens: signed, and given once for a code that is proved, or for the refresh token before. */
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { present } from '../../../shared/domain/present.ts';

export type Claims = Readonly<Record<string, unknown>>;

export const clientId = 'dashboard';

export interface Code {
  readonly person: string;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string | null;
}

/** The issuer as tokens know it: where it is, what it was asked for, and how it gives from now on. */
export interface Giving {
  readonly url: string;
  readonly asked: string[];
  readonly lifeSeconds: number;
  readonly isRefreshing: boolean;
}

interface Tokens {
  readonly publicKey: object;
  /** The tokens for a code or a refresh token, once. */
  redeem(form: URLSearchParams): object | undefined;
}

export function createTokens(
  people: Readonly<Record<string, Claims>>,
  issuer: Giving,
  codes: Map<string, Code>,
): Tokens {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const refreshTokens = new Map<string, string>();
  const { asked } = issuer;

  const signed = (claims: Claims): string => {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const text = `${part({ alg: 'RS256', kid: 'test', typ: 'JWT' })}.${part(claims)}`;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`;
  };
  const tokensOf = (person: string, nonce: string | null): object => {
    const nowSeconds = Math.floor(Date.now() / 1_000);
    const times = { iat: nowSeconds, exp: nowSeconds + issuer.lifeSeconds };
    const claims = {
      iss: issuer.url,
      aud: clientId,
      sub: person,
      ...times,
      ...present({ nonce: nonce ?? undefined }),
      ...people[person],
    };
    const refreshToken = randomUUID();
    refreshTokens.set(refreshToken, person);
    return {
      token_type: 'Bearer',
      expires_in: issuer.lifeSeconds,
      id_token: signed(claims),
      access_token: signed({ iss: issuer.url, sub: person, ...times, client_id: clientId }),
      ...present({ refresh_token: issuer.isRefreshing ? refreshToken : undefined }),
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

  return { publicKey: { ...publicKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' }, redeem };
}
