import type { ReactNode } from 'react';
import { Notice } from '../../parts/notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { FleetPage } from '../fleet/fleet-page.tsx';

/** Which account to look at: any for operators, and where nobody signs in. */
export function AccountsPage(): ReactNode {
  const { accountIds = [], isOperator } = useSession();
  return isOperator ? <FleetPage /> : <AccountList accountIds={accountIds} />;
}

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
