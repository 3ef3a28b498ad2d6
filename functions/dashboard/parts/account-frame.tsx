import { type ReactNode, useEffect } from 'react';
import { AccountContext, useAccountRead } from '../reading/account-context.ts';
import { rememberNames } from '../reading/account-names.ts';
import { Loading } from './loading.tsx';
import { ReadNotice } from './read-notice.tsx';

/** Reads the account for the pages below, and says when it can't. */
export function AccountFrame({
  accountId,
  children,
}: {
  readonly accountId: string;
  readonly children: ReactNode;
}): ReactNode {
  const read = useAccountRead(accountId);
  const account = read.value;
  useEffect(() => rememberNames(account === undefined ? [] : [account]), [account]);
  return (
    <div className="stack">
      <ReadNotice of={read} what="the balance" />
      {read.value !== undefined && read.failure?.kind !== 'not-allowed' && (
        <AccountContext value={read.value}>{children}</AccountContext>
      )}
      {read.value === undefined && read.failure === undefined && <Loading what="the account" />}
    </div>
  );
}
