import type { ReactNode } from 'react';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useRead } from '../../reading/use-read.ts';
import { useSession } from '../../session/session-context.ts';

/** Which account to look at. Whoever has one is taken to it at once. */
export function AccountsPage(): ReactNode {
  const { accountIds } = useSession();
  return accountIds === undefined ? <AllAccounts /> : <AccountList accountIds={accountIds} />;
}

/** Where nobody signs in. */
function AllAccounts(): ReactNode {
  const read = useRead({
    key: 'accounts',
    read: (client) => client.listAccounts({ query: { limit: listedMax } }),
    everyMs: listedEveryMs,
  });
  return (
    <div className="stack">
      <ReadNotice of={read} what="the list of accounts" />
      {read.value === undefined && read.failure === undefined && <Loading what="the accounts" />}
      {read.value !== undefined && <AccountList accountIds={read.value.accountIds} />}
    </div>
  );
}

const listedMax = '100';
const listedEveryMs = 5_000;

function AccountList({ accountIds }: { readonly accountIds: readonly string[] }): ReactNode {
  if (accountIds.length === 0)
    return (
      <Notice kind="info" title="There is no account to show">
        Your sign-in names no account. Ask whoever manages your accounts.
      </Notice>
    );
  return (
    <>
      <h1>Accounts</h1>
      <ul className="account-list">
        {accountIds.toSorted().map((accountId) => (
          <li key={accountId}>
            <a href={`#/accounts/${encodeURIComponent(accountId)}`}>{accountId}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
