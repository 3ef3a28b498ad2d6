import { peopleRights } from '../../../shared/client/api/people.ts';
import { type ForPeople, mayPerson, type PersonRoles } from '../../../shared/contract/routes/roles.ts';

/** Who looks at the page. */
export interface Session {
  /** Undefined where nobody is authenticated: the local service. */
  readonly token: () => Promise<string | undefined>;
  /** The accounts that the token names; undefined where anyone may read any. */
  readonly accountIds: readonly string[] | undefined;
  /** Verified by the issuer; undefined where nobody signs in. The service decides what they allow. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  /** True if operators' pages are shown. The service decides who may read what is on them. */
  readonly isOperator: boolean;
  /** Says what the person is in each account, and for the service; undefined where anyone may do anything. The service decides, the page only shows. */
  readonly roles: PersonRoles | undefined;
  /** How the ledger names what the person did; undefined where nobody signs in, or the token doesn’t say. */
  readonly caller: string | undefined;
  /** How the person is called. */
  readonly name: string | undefined;
  readonly signOut: (() => Promise<void>) | undefined;
}

export const localSession: Session = {
  token: async () => undefined,
  accountIds: undefined,
  claims: undefined,
  isOperator: true,
  roles: undefined,
  caller: undefined,
  name: undefined,
  signOut: undefined,
};

/** An operation that some people may carry out. */
export type Act = keyof typeof peopleRights;

/** Tells whether the person may do this, to this account where it is about one. */
export function maySession({ roles }: Session, act: Act, accountId?: string): boolean {
  const right: ForPeople = peopleRights[act];
  return roles === undefined || mayPerson(right, roles, accountId);
}

/** Claims are a list, or text with blanks or commas between the names. */
export function namesInClaim(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.filter((each) => typeof each === 'string');
  if (typeof claim !== 'string') return [];
  return claim.split(/[\s,]+/).filter((each) => each !== '');
}
