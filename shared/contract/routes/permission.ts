/** The permissions of callers: each is granted by itself in the deployed API, and the local service holds callers to the same. */

/** The permissions that a caller can be granted, and what each covers. */
export const grantedPermissions = {
  read: 'Read accounts, their ledgers and usage, plans and rate cards. Changes nothing.',
  charge:
    'Debit, in batches too, tell of usage that has happened, hold and settle work in progress, charge for what is kept over time, price a usage and ask the gate, on any account. Gives no credits, and neither opens, closes nor changes an account.',
  lifecycle:
    'Open and close accounts, change their plans, set spending limits and automatic top-ups, and say what is kept over time.',
  'money-in':
    'Tell of payments: purchases, refunds, chargebacks and their end, top-ups whose payment failed; redeem promotion codes.',
  checkout:
    'Make checkouts of packs, and links to the payment provider’s pages, for any account. Gives no credits: only a payment does.',
  adjust: 'Give and take credits by hand, reverse debits, and roll damaged accounts back.',
  publish: 'Publish plans, rate cards and promotion codes.',
  operate:
    'List accounts and the fleet, read how the service fares, choose which balances are metrics, and end quarantines. Gives and takes no credits.',
  news: 'Make, change and delete endpoints, read what was delivered to them, and send it again. Whoever may do that can have the events and entries of every account sent to any public address. Changes no account.',
  keys: 'Make, rotate and revoke API keys, each with any of the other permissions: whoever may make keys may do all of that.',
} as const;

export type GrantedPermission = keyof typeof grantedPermissions;

/** `anyone` is for the contract itself. */
export type Permission = GrantedPermission | 'anyone';

export function isGrantedPermission(text: string): text is GrantedPermission {
  return Object.hasOwn(grantedPermissions, text);
}

/** The part of a route that says who may call it. */
export interface Permitting {
  readonly permission: Permission;
  /**
   * Other permissions that cover the route: because whoever has them needs it, or because they reach it anyway. A route is
   * granted by a pattern in which a star is anything, slashes included, so `GET /accounts/*` reaches what is below an account.
   */
  readonly alsoBy?: readonly GrantedPermission[];
}

/** Tells whether a caller with these permissions may call the route. */
export function isPermitted({ permission, alsoBy = [] }: Permitting, granted: readonly GrantedPermission[]): boolean {
  return permission === 'anyone' || [permission, ...alsoBy].some((each) => granted.includes(each));
}
