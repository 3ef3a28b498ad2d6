/** I29: whatever was used once is found under its key for ever, whether it has an item of its own or only its time. */
import { keyInLog, lookUpItems } from '../../../../shared/storage/look-up.ts';
import type { Table } from '../../../../shared/storage/table.ts';
import type { AccountObservation } from './account-observation.ts';
import type { Find } from './rules.ts';

export async function checkKeys(
  table: Table,
  { loaded, byKey }: AccountObservation,
  nowMs: number,
  say: Find,
): Promise<void> {
  if (loaded === undefined) return;
  const wanted = [...byKey.keys()].map((idempotencyKey) => ({ idempotencyKey, nowMs }));
  const { keys } = await lookUpItems(table, loaded, wanted);
  for (const [key, { seq }] of byKey) {
    const found = keyInLog(loaded.log, key, nowMs) ?? keys.get(key);
    if (found?.kind !== 'entry' || found.seq !== seq) say('I29', `entry ${seq} is not found under ${key}`);
  }
}
