/**
 * Signs a person in with OpenID Connect: authorization code with PKCE, so that no secret is in the page. Tokens stay in
 * memory and in this tab's session storage, are renewed before they end, and are never logged.
 */
import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { SignInConfig } from '../../../shared/contract/dashboard-config.ts';
import { accountRolesIn, operatorRolesIn } from '../../../shared/contract/routes/roles.ts';
import { present } from '../../../shared/domain/present.ts';
import { namesInClaim, type Session } from './session.ts';

/** Undefined when the person is on the way to the issuer: the page is about to be left. */
export async function signIn(config: SignInConfig): Promise<Session | undefined> {
  const pageUrl = window.location.origin + window.location.pathname;
  const manager = new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    redirect_uri: pageUrl,
    post_logout_redirect_uri: pageUrl,
    response_type: 'code',
    scope: config.scope,
    automaticSilentRenew: false,
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
  });
  const user = (await takeAnswer(manager, pageUrl)) ?? (await manager.getUser());
  if (user === null || user.expired) {
    await leave(manager);
    return undefined;
  }
  // Without a refresh token it would be tried in a frame, which the content security policy forbids: the person is sent to
  // the issuer instead, once the session has ended.
  if (user.refresh_token !== undefined) manager.startSilentRenew();
  return sessionOf(manager, user, config);
}

/** Back from the issuer, with its answer in the address: it is taken, and the location is as it was before. */
async function takeAnswer(manager: UserManager, pageUrl: string): Promise<User | undefined> {
  const query = new URLSearchParams(window.location.search);
  if (!query.has('state') || !(query.has('code') || query.has('error'))) return undefined;
  const user = await manager.signinRedirectCallback();
  const location = typeof user.state === 'string' && ownLocation.test(user.state) ? user.state : '';
  window.history.replaceState(null, '', pageUrl + location);
  return user;
}

function leave(manager: UserManager): Promise<void> {
  return manager.signinRedirect({ state: window.location.search + window.location.hash });
}

function sessionOf(manager: UserManager, user: User, config: SignInConfig): Session {
  const claims: Readonly<Record<string, unknown>> = user.profile;
  const { usualRole, accountsClaim, personClaim, operators } = config;
  const operator = operators && operatorRolesIn(namesInClaim(claims[operators.claim]), present(operators));
  const accounts = accountRolesIn(namesInClaim(claims[accountsClaim]), usualRole);
  const person = claims[personClaim];
  return {
    claims,
    accountIds: [...accounts.keys()],
    isOperator: operator !== undefined,
    roles: { accounts, operator },
    caller: typeof person === 'string' ? `person/${person}` : undefined,
    name: user.profile.email ?? user.profile.preferred_username ?? user.profile.sub,
    token: async () => {
      const held = await manager.getUser();
      if (held === null || held.expired) {
        await leave(manager);
        return undefined;
      }
      return config.token === 'id' ? held.id_token : held.access_token;
    },
    signOut: async () => {
      await manager.removeUser();
      if (config.signOutUrl === undefined) await manager.signoutRedirect();
      else window.location.assign(config.signOutUrl);
    },
  };
}

/** A place of the page itself: its project, and where in it. */
const ownLocation = /^(?:\?project=[a-z0-9-]+)?(?:#.*)?$/;
