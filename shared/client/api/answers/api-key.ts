/** Written by `npm run openapi`: change the routes, never this. */

export interface ApiKey {
  readonly keyId: string;
  readonly name: string;
  readonly permissions: readonly (
    | 'read'
    | 'charge'
    | 'lifecycle'
    | 'money-in'
    | 'checkout'
    | 'adjust'
    | 'publish'
    | 'operate'
    | 'news'
  )[];
  /** The accounts that it reaches, besides those of its prefix. */
  readonly accountIds?: readonly string[];
  /** It reaches the accounts whose ids begin with it. All of them where neither is said. */
  readonly accountPrefix?: string;
  readonly state: 'active' | 'expired' | 'revoked';
  /** ISO 8601 in UTC with milliseconds. */
  readonly createdAt: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly expiresAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly revokedAt?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly secretMadeAt: string;
  /** Until then a secret from before the last rotation is taken, too. */
  readonly formerSecretsEndAt?: string;
  /** When it last let somebody in, to an hour or so. Left out of one that never did. */
  readonly lastUsedAt?: string;
}
