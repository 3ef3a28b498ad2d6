/** People of every role, and some that only look like it, with what each may do: written out, and not read from the route table. */

/** The settings under which their groups count. */
export const roleSettings = {
  OPERATORS_CLAIM: 'groups',
  OPERATORS_GROUP: 'operators',
  OPERATORS_ROLES: 'support:helpdesk catalogue:pricing money:billing',
};

const acme = { 'custom:accounts': 'acme' };

const member = ['create-checkout', 'follow-checkout'];
const admin = [
  ...member,
  ...[
    'change-plan',
    'end-auto-top-up',
    'open-portal',
    'redeem-promotion',
    'remove-limit',
    'set-auto-top-up',
    'set-brake',
    'set-limit',
  ],
];
const support = [
  ...['adjust-credits', 'close-account', 'end-auto-top-up', 'lift-quarantine', 'open-account', 'redeem-promotion'],
  ...[
    'remove-limit',
    'reopen-account',
    'repair-account',
    'reverse-debit',
    'set-account-details',
    'set-auto-top-up',
    'set-brake',
  ],
  ...['set-limit', 'unwatch-account', 'void-grant', 'watch-account'],
];
const money = [
  ...['change-plan', 'charge-back-purchase', 'create-checkout', 'follow-checkout', 'link-customer', 'open-portal'],
  ...['purchase-pack', 'refund-purchase', 'reinstate-purchase', 'tell-subscription'],
];
const catalogue = ['end-promotion', 'publish-plan', 'publish-promotion', 'publish-rate-card'];

/** People by what their tokens say, and the acts that they may: nothing else, but views. */
export const peopleOfRoles: readonly (readonly [string, object, readonly string[]])[] = [
  ['a viewer', acme, []],
  ['a viewer by name', { 'custom:accounts': 'acme/viewer' }, []],
  ['a member', { 'custom:accounts': 'acme/member' }, member],
  ['an admin', { 'custom:accounts': 'globex acme/admin' }, admin],
  ['an admin who is also named as a viewer', { 'custom:accounts': ['acme/admin', 'acme'] }, admin],
  ['an admin of another account', { 'custom:accounts': 'acme globex/admin' }, []],
  ['somebody of a role that there isn’t', { 'custom:accounts': 'acme/owner acme/Admin acme/admin/ acme/' }, []],
  ['somebody whose account is called like a role', { 'custom:accounts': 'admin acme' }, []],
  ['an operator without a role', { ...acme, groups: ['operators'] }, []],
  ['support', { groups: ['helpdesk'] }, support],
  ['money', { groups: ['operators', 'billing'] }, money],
  ['catalogue', { groups: ['pricing'] }, catalogue],
  ['support and money', { groups: ['helpdesk', 'billing'] }, [...new Set([...support, ...money])]],
  ['somebody of a group that is called like a role', { ...acme, groups: ['support', 'money', 'catalogue'] }, []],
  ['somebody of a group that ends alike', { ...acme, groups: ['my helpdesk', 'support:helpdesk'] }, []],
  ['an admin whom the token doesn’t name', { 'custom:accounts': 'acme/admin', sub: undefined }, []],
  ['an admin whose name could hide something', { 'custom:accounts': 'acme/admin', sub: 'ada\u202e' }, []],
];
