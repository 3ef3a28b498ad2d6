/**
 * The roles of people. A person has one in each account that the token names, and an operator may have some over all of them.
 * What a role may do stands with each route (`role`, `operatorRole`), which the service asks and the page shows: what no
 * role is named for, nobody does with a session.
 */

/** Each may what those before it may. */
export const accountRoles = ['viewer', 'member', 'admin'] as const;
export type AccountRole = (typeof accountRoles)[number];

/** Each is had by itself. Whoever has one reads all that operators read. */
export const operatorRoles = ['support', 'catalogue', 'money'] as const;
export type OperatorRole = (typeof operatorRoles)[number];

/** The roles in words. */
export const roleTexts: Readonly<Record<AccountRole | OperatorRole, string>> = {
  viewer: 'Reads all of the account, asks whether work can run, and what it would cost.',
  member: 'And asks for packs: at the payment provider, or of the operators.',
  admin:
    'And decides: the plan, spending limits and the brake, what is bought by itself, promotion codes, what the payment provider knows of the account.',
  support:
    'Opens, closes and reopens accounts, gives and takes credits by hand, undoes debits, sets limits, ends quarantines and repairs, says which balances are watched.',
  catalogue: 'Publishes plans, prices and promotion codes.',
  money: 'Tells of payments: packs that are paid for, refunds, chargebacks, subscriptions; changes plans.',
};

/** Which people may call a route with a session. */
export const audiences = ['none', 'own-account', 'account-in-body', 'everyone', 'operators'] as const;

/**
 * - `none`: nobody, for it is a workload's, or anyone's already.
 * - `own-account`: whoever's token names the account, in the role that it takes, and operators.
 * - `account-in-body`: likewise, where the body names the account: a quote, which only reads.
 * - `everyone`: whoever has signed in: what plans and prices are there to be known by.
 * - `operators`: those whose token says that they are.
 */
export type Audience = (typeof audiences)[number];

/** The part of a route that says which people may call it. */
export interface ForPeople {
  readonly audience: Audience;
  /** The least role in the account that a person needs: `viewer` when left out. */
  readonly role?: AccountRole;
  /** The one role in which operators may call it. Left out, any operator may, unless it takes more of a customer than to view. */
  readonly operatorRole?: OperatorRole;
}

/** The roles that a token says its person has. */
export interface PersonRoles {
  readonly accounts: ReadonlyMap<string, AccountRole>;
  /** Undefined of somebody who is no operator. */
  readonly operator: readonly OperatorRole[] | undefined;
}

/** Reads the names of a claim: an account, or an account and a role in it, as `acme/admin`. Of an account that is named twice the greater role counts; a role that isn’t counts for nothing. */
export function accountRolesIn(names: readonly string[], usual: AccountRole): PersonRoles['accounts'] {
  const found = new Map<string, AccountRole>();
  for (const name of names) {
    const [accountId = '', said = usual, ...rest] = name.split('/');
    const role = accountRoles.find((each) => each === said);
    if (role === undefined || rest.length > 0 || accountId === '') continue;
    if (reaches(role, found.get(accountId) ?? 'viewer')) found.set(accountId, role);
  }
  return found;
}

/** The groups of operators: whoever is in one of them reads all that operators read, and acts by the roles of those that have one. */
export type OperatorGroups = Readonly<Partial<Record<OperatorRole | 'group', string>>>;

/** The roles of somebody in these groups; undefined of somebody who is no operator. */
export function operatorRolesIn(groups: readonly string[], named: OperatorGroups): PersonRoles['operator'] {
  const isOf = (role: keyof OperatorGroups): boolean => groups.includes(named[role] ?? '');
  const roles = operatorRoles.filter(isOf);
  return roles.length > 0 || isOf('group') ? roles : undefined;
}

/** Tells whether a person with these roles may call the route, for the account that it is about. */
export function mayPerson(
  route: ForPeople,
  { accounts, operator }: PersonRoles,
  accountId: string | undefined,
): boolean {
  const { audience, role = 'viewer', operatorRole } = route;
  if (audience === 'none') return false;
  if (audience === 'everyone') return true;
  if (operator !== undefined && (operatorRole === undefined ? role === 'viewer' : operator.includes(operatorRole)))
    return true;
  const own = accountId === undefined || audience === 'operators' ? undefined : accounts.get(accountId);
  return own !== undefined && reaches(own, role);
}

function reaches(role: AccountRole, needed: AccountRole): boolean {
  return accountRoles.indexOf(role) >= accountRoles.indexOf(needed);
}
