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
  /** How the person is called. */
  readonly name: string | undefined;
  readonly signOut: (() => Promise<void>) | undefined;
}

export const localSession: Session = {
  token: async () => undefined,
  accountIds: undefined,
  claims: undefined,
  isOperator: true,
  name: undefined,
  signOut: undefined,
};

/** Claims are a list, or text with blanks or commas between the names. */
export function namesInClaim(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.filter((each) => typeof each === 'string');
  if (typeof claim !== 'string') return [];
  return claim.split(/[\s,]+/).filter((each) => each !== '');
}
