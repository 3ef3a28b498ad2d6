/** How people sign in, as the API checks it and as the page does it. */
import type { SignInConfig } from '../../shared/contract/dashboard-config.ts';
import { present } from '../../shared/domain/present.ts';
import type { People } from '../stages.ts';
import type { DashboardClient } from './dashboard-client.ts';
import type { TokenSource } from './people-api.ts';
import { directoryClaims, type PeopleDirectory } from './people-directory.ts';

export interface SignIn {
  readonly tokens: TokenSource;
  readonly config: SignInConfig;
}

/** With a user pool of ours. `pageHost` is where the page is. */
export function directorySignIn(
  { pool, issuer, signInUrl }: PeopleDirectory,
  { client }: DashboardClient,
  { pageHost, people: { usualRole, personClaim } }: { readonly pageHost: string; readonly people: People },
): SignIn {
  const clientId = client.userPoolClientId;
  return {
    tokens: { kind: 'user-pool', pool, client },
    config: {
      authority: issuer,
      clientId,
      scope: 'openid email',
      token: 'id',
      accountsClaim: directoryClaims.accounts,
      operators: directoryClaims.operators,
      usualRole: usualRole ?? 'viewer',
      personClaim: personClaim ?? 'sub',
      signOutUrl: `${signInUrl}/logout?client_id=${clientId}&logout_uri=https%3A%2F%2F${pageHost}%2F`,
    },
  };
}

/** With the issuer that a stage names. */
export function issuerSignIn(people: Extract<People, { readonly kind: 'issuer' }>): SignIn {
  const { issuer, audience, claim, operators, usualRole, personClaim, page = {} } = people;
  const [first = ''] = audience;
  return {
    tokens: { kind: 'issuer', issuer, audience },
    config: {
      authority: issuer,
      clientId: page.clientId ?? first,
      scope: page.scope ?? 'openid email',
      token: page.token ?? 'id',
      accountsClaim: claim,
      ...(operators === undefined ? {} : { operators: { ...operators } }),
      usualRole: usualRole ?? 'viewer',
      personClaim: personClaim ?? 'sub',
      ...present({ signOutUrl: page.signOutUrl }),
    },
  };
}

/** The origins that the page talks to while people sign in. */
export function signInOriginsOf(people: People, directory: PeopleDirectory | undefined): readonly string[] {
  if (people.kind === 'issuer') return [new URL(people.issuer).origin, ...(people.page?.origins ?? [])];
  return directory === undefined ? [] : [directory.issuerOrigin, directory.signInUrl];
}
