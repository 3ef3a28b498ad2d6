import { type RestoredAccount, type Restoring, restoreAccount } from './restore-account.ts';
import type { RestoredTable } from './restored-table.ts';

export interface RestoredAccounts {
  readonly counts: Readonly<Record<RestoredAccount['kind'], number>>;
  /** Those that could not be made whole, and why: the audit will quarantine them. */
  readonly failures: readonly { readonly accountId: string; readonly cause: unknown }[];
}

/** Accounts that are made whole side by side: they share nothing. */
const atOnce = 16;

/** Makes every account of a restored table whole. `told` hears of those that ended elsewhere than their item said. */
export async function restoreAccounts(
  services: Omit<Restoring, 'remove'>,
  { accountIds, remove }: RestoredTable,
  told: (accountId: string, restored: RestoredAccount) => void,
): Promise<RestoredAccounts> {
  const counts = { sound: 0, moved: 0, unprovable: 0, gone: 0 };
  const failures: { accountId: string; cause: unknown }[] = [];
  const ids = accountIds();
  const work = async (): Promise<void> => {
    for (let { value, done } = await ids.next(); done !== true; { value, done } = await ids.next())
      try {
        const restored = await restoreAccount({ ...services, remove }, value);
        counts[restored.kind] += 1;
        if (restored.kind !== 'sound') told(value, restored);
      } catch (cause) {
        failures.push({ accountId: value, cause });
      }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { counts, failures };
}
