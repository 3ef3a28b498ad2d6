import { present } from '../domain/present.ts';
import type { Measurements } from '../domain/projections/service-health.ts';
import type { Services } from '../ports/services.ts';
import type { AccountStore } from '../storage/account-store.ts';
import { dueShards } from '../storage/table-keys.ts';
import type { DuePosition } from '../storage/upkeep.ts';

/** Accounts of a shard that are looked at for one that isn't parked. With more parked than that, alarms have long rung. */
const duePerShardMax = 500;

/** Measures the service. What lies outside of the table may be away: the rest is answered nonetheless. */
export async function readServiceHealth(
  { store, monitors }: Pick<Services, 'store' | 'monitors'>,
  nowMs: number,
): Promise<Measurements> {
  const outside = Promise.allSettled([monitors.queues(), monitors.ringing()]);
  const [parked, quarantined, lastAudit] = await Promise.all([
    store.parkedAccounts(nowMs),
    store.quarantined(),
    store.lastAudit(),
  ]);
  const oldestDue = await oldestDueOf(store, parked, nowMs);
  const [queues, alarms] = await outside;
  return {
    atMs: nowMs,
    parked: parked.size,
    quarantined,
    ...present({ oldestDue, lastAudit }),
    ...(queues.status === 'fulfilled' ? { queues: queues.value } : {}),
    ...(alarms.status === 'fulfilled' ? { alarms: alarms.value } : {}),
  };
}

async function oldestDueOf(
  store: AccountStore,
  parked: ReadonlySet<string>,
  nowMs: number,
): Promise<DuePosition | undefined> {
  const limit = Math.min(duePerShardMax, parked.size + 1);
  const shards = await Promise.all(
    Array.from({ length: dueShards }, (_, shard) => store.dueAccounts({ shard, untilMs: nowMs, limit })),
  );
  const due = shards.flat().filter(({ accountId }) => !parked.has(accountId));
  return due.toSorted((a, b) => a.dueAtMs - b.dueAtMs)[0];
}
