import { type ReactNode, useEffect } from 'react';
import { hourMs } from '../../../../shared/domain/time.ts';
import { Breakable } from '../../parts/breakable.tsx';
import { Notice } from '../../parts/notice.tsx';
import { rememberNames, useAccountName } from '../../reading/account-names.ts';
import { useRead } from '../../reading/use-read.ts';
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
        {accountIds.toSorted().map((accountId, index) => (
          <li key={accountId}>
            {index < namedMax ? <NamedAccount accountId={accountId} /> : <AccountLink accountId={accountId} />}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Accounts whose names are asked for: who has more of them goes by ids. */
const namedMax = 10;

function NamedAccount({ accountId }: { readonly accountId: string }): ReactNode {
  const { value } = useRead({
    key: `name ${accountId}`,
    read: (client) => client.readAccount({ accountId }),
    everyMs: hourMs,
  });
  useEffect(() => rememberNames(value === undefined ? [] : [value]), [value]);
  return <AccountLink accountId={accountId} />;
}

function AccountLink({ accountId }: { readonly accountId: string }): ReactNode {
  const name = useAccountName(accountId);
  return (
    <a href={`#/accounts/${encodeURIComponent(accountId)}`}>
      <Breakable>{name ?? accountId}</Breakable>
      {name !== undefined && <span className="quiet"> {accountId}</span>}
    </a>
  );
}
