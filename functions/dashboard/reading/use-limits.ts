import { minuteMs } from '../../../shared/domain/time.ts';
import type { Limits } from './shapes.ts';
import { pauseInUse } from './touches.ts';
import { type Read, useRead } from './use-read.ts';

const everyMs = pauseInUse(minuteMs, 30 * minuteMs);

/** The spending limits of an account, and how much of each is used. */
export function useLimits(accountId: string): Read<Limits> {
  return useRead({
    key: `limits ${accountId}`,
    read: (client) => client.listLimits({ accountId }),
    everyMs,
  });
}
