import { minuteMs } from '../../../shared/domain/time.ts';
import { useAccount } from './account-context.ts';
import type { Limits } from './shapes.ts';
import { pauseInUse } from './touches.ts';
import { type Read, useRead } from './use-read.ts';

const everyMs = pauseInUse(minuteMs, 30 * minuteMs);

/** The spending limits of the account, and how much of each is used. */
export function useLimits(): Read<Limits> {
  const { accountId, seq } = useAccount();
  return useRead({
    key: `limits ${accountId}`,
    read: (client) => client.listLimits({ accountId }),
    everyMs,
    since: seq,
  });
}
