/** Conditions that must hold of an account however far a command came. */

import { auditAccount } from '../../../../shared/domain/ledger/audit-account.ts';
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import { marksOf } from '../../../../shared/domain/ledger/mark.ts';
import { dueAtMs } from '../../../../shared/domain/transitions/advance.ts';
import { advanceAccount } from '../../../../shared/operations/advance-account.ts';
import { currentAccount } from '../../../../shared/operations/reading/current-account.ts';
import type { LoadedAccount } from '../../../../shared/storage/account-item.ts';
import { holdsIn } from '../../../../shared/storage/hold-item.ts';
import { ItemCorrupt } from '../../../../shared/storage/table.ts';
import { keyKey, markKey } from '../../../../shared/storage/table-keys.ts';
import { textOf } from './answer-of.ts';
import type { Site, World } from './scene.ts';

/** Longer than any hold lives. */
const longAfterMs = 25 * 3_600_000;

/** As a read shows it: what became due is reckoned in, whether or not somebody has written it. */
export async function accountDigest({ services }: Site, accountId: string, atMs: number): Promise<string> {
  const current = await currentAccount(services.store, accountId, atMs);
  return current === undefined ? 'no account' : textOf(current.account);
}

/** Books that add up, side items that say what the ledger says, and nothing that stays due: the account goes on by itself. */
export async function checkAccount(
  { world, services: { store } }: Site,
  accountId: string,
  lastMs: number,
): Promise<readonly string[]> {
  if ((await store.readAccount(accountId)) === undefined) return [];
  const farMs = lastMs + longAfterMs;
  await advanceAccount(store, accountId, farMs);
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) return ['the account is gone'];
  const entries = await readable(() => Array.fromAsync(store.entriesFrom(loaded, 1, 'ascending')));
  if (entries instanceof ItemCorrupt) return [entries.message];
  const findings = [...auditAccount(loaded.account, entries), ...findMisfiled(world, loaded, entries)];
  if (dueAtMs(loaded.account) <= farMs) findings.push('something stays due for ever');
  for (const [holdId, { hold }] of holdsIn(entries)) {
    const stored = await store.hold(loaded, holdId);
    if (textOf(stored) !== textOf(hold)) findings.push(`${holdId} is stored as ${textOf(stored)}, not ${textOf(hold)}`);
    if (stored?.state === 'open' && stored.expiresAtMs <= farMs) findings.push(`${holdId} stays open for ever`);
  }
  const keys = entries.flatMap(({ idempotencyKey }) => idempotencyKey ?? []);
  for (const key of keys) if (keys.indexOf(key) !== keys.lastIndexOf(key)) findings.push(`${key} is there twice`);
  return findings;
}

/** The value read, or what keeps it from being read. */
async function readable<T>(read: () => Promise<T>): Promise<T | ItemCorrupt> {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return cause;
    throw cause;
  }
}

/** Every entry that has left the log has its key and marks beside it, naming it, or the newest of those that share one. */
function findMisfiled({ table }: World, { account, log }: LoadedAccount, entries: readonly Entry[]): readonly string[] {
  const findings: string[] = [];
  const filed = entries.filter(({ seq }) => seq <= log.filed.seq);
  const newest = new Map(filed.flatMap((entry) => [...marksOf(entry)]));
  for (const entry of filed) {
    const { seq, idempotencyKey, fingerprint } = entry;
    const key = idempotencyKey === undefined ? undefined : table.peek(keyKey(account.accountId, idempotencyKey));
    if (idempotencyKey !== undefined && (key?.['seq'] !== seq || key['fingerprint'] !== fingerprint))
      findings.push(`the key of entry ${seq} is filed as ${textOf(key)}`);
  }
  for (const [mark, { seq, content }] of newest) {
    const item = table.peek(markKey(account.accountId, mark));
    if (item?.['seq'] !== seq || item['content'] !== content)
      findings.push(`${mark} of entry ${seq} is filed as ${textOf(item)}`);
  }
  return findings;
}
