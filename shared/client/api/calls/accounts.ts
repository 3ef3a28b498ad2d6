/** Written by `npm run openapi`: change the routes, never this. */
import type { Answer, CallOptions, OperationCall } from '../../answer.ts';
import type { Access } from '../answers/access.ts';
import type { Account } from '../answers/account.ts';
import type { AccountDetails } from '../answers/account-details.ts';
import type { ListAccountsAnswer } from '../answers/list-accounts-answer.ts';
import type { Receipt } from '../answers/receipt.ts';
import type {
  CheckAccessQuery,
  ListAccountsQuery,
  OpenAccountBody,
  ReadAccountQuery,
  SetAccountDetailsBody,
} from '../requests/accounts.ts';

export interface AccountsMethods {
  /** Open an account. Opens the account with its plan’s credits for the current cycle. Opening it again as it is answers its balance and changes nothing, but that an account that nobody has named gets the name that is given. Refusals: idempotency-key-reused, entry-withdrawn, entry-lost, account-exists, account-closed, plan-unknown, plan-not-by-seat. */
  openAccount(
    call: { readonly accountId: string | number; readonly body: OpenAccountBody } & CallOptions,
  ): Promise<Answer<Account>>;

  /** List open accounts. Their ids, a page at a time, in no particular order. An account opened moments ago may be missing. */
  listAccounts(call?: { readonly query?: ListAccountsQuery } & CallOptions): Promise<Answer<ListAccountsAnswer>>;

  /** Read a balance. The balance by source, the cycle and the next renewal, as of now: what became due is reckoned in, written or not. With `at`, as of the last entry by that instant, which `through` names; before there was one, there is no such account. Refusals: account-not-found, history-pending. */
  readAccount(
    call: { readonly accountId: string | number; readonly query?: ReadAccountQuery } & CallOptions,
  ): Promise<Answer<Account>>;

  /** Name an account. Sets its name and its external id, by which operators find it; what is left out is taken away. Whatever its state, and in no entry: a name may be a person’s, and a ledger forgets nothing. Who changed which of them is kept, what it was before is not: a former one finds nothing at once, and DynamoDB forgets it within days. Told again it is the same. Refusals: account-not-found, account-quarantined. */
  setAccountDetails(
    call: { readonly accountId: string | number; readonly body: SetAccountDetailsBody } & CallOptions,
  ): Promise<Answer<AccountDetails>>;

  /** Close an account. Standing usage is charged up to now and ends, what is left is forfeited. The account can still be read, and only an operator can reopen it. Refusals: account-not-found, idempotency-key-reused, entry-withdrawn, entry-lost, account-closed, holds-open. */
  closeAccount(call: { readonly accountId: string | number } & CallOptions): Promise<Answer<Receipt>>;

  /** Ask the gate. Whether new work may start, by category, and if not why, since when, and the ways back. Made to be asked before every request: one eventually consistent read. The debit itself decides. Refusals: account-not-found, sku-unknown. */
  checkAccess(
    call: { readonly accountId: string | number; readonly query?: CheckAccessQuery } & CallOptions,
  ): Promise<Answer<Access>>;
}

export const accountsOperations: { readonly [Name in keyof AccountsMethods]: OperationCall } = {
  openAccount: {
    id: 'open-account',
    method: 'PUT',
    path: '/accounts/{accountId}',
    isChange: true,
    status: 200,
    shape: {
      accountId: 's',
      planId: 's',
      state: 's',
      available: 'n',
      held: 'n',
      overrun: 'n',
      seq: 'n',
      cycle: { index: 'n', start: 's', end: 's' },
      renewsAt: 's',
      cycleAnchor: 's',
      timeZone: 's',
      grants: [{ grantId: 's', source: 's', granted: 'n', used: 'n', held: 'n', remaining: 'n', expiresAt: 's' }],
    },
  },
  listAccounts: {
    id: 'list-accounts',
    method: 'GET',
    path: '/accounts',
    isChange: false,
    status: 200,
    shape: { accountIds: ['s'] },
  },
  readAccount: {
    id: 'read-account',
    method: 'GET',
    path: '/accounts/{accountId}',
    isChange: false,
    status: 200,
    shape: {
      accountId: 's',
      planId: 's',
      state: 's',
      available: 'n',
      held: 'n',
      overrun: 'n',
      seq: 'n',
      cycle: { index: 'n', start: 's', end: 's' },
      renewsAt: 's',
      cycleAnchor: 's',
      timeZone: 's',
      grants: [{ grantId: 's', source: 's', granted: 'n', used: 'n', held: 'n', remaining: 'n', expiresAt: 's' }],
    },
  },
  setAccountDetails: {
    id: 'set-account-details',
    method: 'PUT',
    path: '/accounts/{accountId}/details',
    isChange: false,
    status: 200,
    shape: { accountId: 's', changes: [{ at: 's', caller: 's', members: '*' }] },
  },
  closeAccount: {
    id: 'close-account',
    method: 'DELETE',
    path: '/accounts/{accountId}',
    isChange: true,
    status: 200,
    shape: {
      entry: { accountId: 's', seq: 'n', type: 's', at: 's', credits: 'n', hash: 's' },
      slices: [{ grantId: 's', source: 's', credits: 'n' }],
      balance: { available: 'n', held: 'n', overrun: 'n' },
    },
  },
  checkAccess: {
    id: 'check-access',
    method: 'GET',
    path: '/accounts/{accountId}/access',
    isChange: false,
    status: 200,
    shape: {
      ai: { allowed: 'b' },
      infrastructure: { allowed: 'b' },
      platform: { allowed: 'b' },
      read: { allowed: 'b' },
      available: 'n',
    },
  },
};
