import { createContext, useContext } from 'react';
import type { Account } from './shapes.ts';
import type { Read } from './use-read.ts';
import { useRead } from './use-read.ts';

/** The account's pulse: its balance, read often; whatever else is shown of the account is read again when `seq` moves. */
export function useAccountRead(accountId: string): Read<Account> {
  return useRead({
    key: `account ${accountId}`,
    read: (client) => client.readAccount({ accountId }),
    everyMs: pulseMs,
  });
}

/** Within two seconds of a change, with the time that a read takes. */
const pulseMs = 1_200;

export const AccountContext = createContext<Account | undefined>(undefined);

/** The account that the page is about, as it stands. */
export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (account === undefined) throw new TypeError('there is no account above this component');
  return account;
}
