import { createContext, useContext, useRef } from 'react';
import { minuteMs, secondMs } from '../../../shared/domain/time.ts';
import type { Account } from './shapes.ts';
import { lastTouchMs, useTouches } from './touches.ts';
import type { Read } from './use-read.ts';
import { useRead } from './use-read.ts';

/** The account's pulse: its balance, read often; whatever else is shown of the account is read again when `seq` moves. */
export function useAccountRead(accountId: string): Read<Account> {
  const moved = useRef({ seq: -1, atMs: 0 });
  return useRead({
    key: `account ${accountId}`,
    read: (client) => client.readAccount({ accountId }),
    everyMs: ({ seq }) => {
      const nowMs = Date.now();
      if (seq !== moved.current.seq) moved.current = { seq, atMs: nowMs };
      const isLively = nowMs - Math.max(moved.current.atMs, lastTouchMs()) < livelyMs;
      return isLively ? pulseMs : idleMs;
    },
    since: useTouches(),
  });
}

/** Within two seconds of a change, with the time that a read takes, for a minute after anything happened. */
const pulseMs = secondMs;
const livelyMs = minuteMs;
/** While nothing does: an idle tab asks 120 things an hour at most, all else that it shows included. */
const idleMs = 40_000;

export const AccountContext = createContext<Account | undefined>(undefined);

/** The account that the page is about, as it stands. */
export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (account === undefined) throw new TypeError('there is no account above this component');
  return account;
}
