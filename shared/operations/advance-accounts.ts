/**
 * The worker: advances the accounts of one message. One that fails is sent again alone, so that it holds up no other; alone,
 * it fails its message, which the queue tries a few times and then puts aside. What can't get better by trying again is
 * parked, and the sweep leaves it out until then.
 */

import { hourMs } from '../domain/time.ts';
import type { DueMessage } from '../ports/due-queue.ts';
import type { Services } from '../ports/services.ts';
import { AccountQuarantined, StoreUnavailable } from '../storage/table.ts';
import { advanceAccount } from './advance-account.ts';

/** How long an account is left out after it failed for a reason of its own. Whatever it is asked meanwhile advances it as ever. */
export const parkedForMs = hourMs;
const atOnce = 10;

export interface AdvanceReport {
  readonly failures: readonly { readonly accountId: string; readonly cause: unknown }[];
  /** False when the message itself must be tried again. */
  readonly isDone: boolean;
}

export interface Advancing extends Pick<Services, 'store' | 'queue'> {
  /** The accounts and the instant as one account sees them, whose clock may be ahead: as everybody does when left out. */
  readonly servicesOf?: (accountId: string) => Promise<Pick<Services, 'store'> & { readonly atMs: number }>;
}

export async function advanceAccounts(
  { store, queue, servicesOf = async () => ({ store, atMs: nowMs }) }: Advancing,
  { accountIds }: DueMessage,
  nowMs: number,
): Promise<AdvanceReport> {
  const failures: AdvanceReport['failures'][number][] = [];
  for (let start = 0; start < accountIds.length; start += atOnce) {
    const advances = accountIds.slice(start, start + atOnce).map(async (accountId) => {
      try {
        const seen = await servicesOf(accountId);
        await advanceAccount(seen.store, accountId, seen.atMs);
      } catch (cause) {
        failures.push({ accountId, cause });
      }
    });
    await Promise.all(advances);
  }
  for (const { accountId, cause } of failures)
    if (!(cause instanceof StoreUnavailable)) await store.park(accountId, nowMs + parkedForMs);
  const again = failures.filter(({ cause }) => !(cause instanceof AccountQuarantined));
  if (accountIds.length === 1) return { failures, isDone: again.length === 0 };
  await queue.send(again.map(({ accountId }) => ({ accountIds: [accountId] })));
  return { failures, isDone: true };
}
