/** Accounts that top up by themselves, and what happens to them. */
import { projectAccount } from '../../../shared/operations/project-commits.ts';
import { purchasePack } from '../../../shared/operations/purchase-pack.ts';
import { setAutoTopUp } from '../../../shared/operations/set-auto-top-up.ts';
import type { Services } from '../../../shared/ports/services.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { freshStore } from '../engines/fresh-store.ts';
import { credits, plan, requestNamed } from './fixtures.ts';

export const packId = 'burst-100';
export const maxPerCycle = 2;

/** A store whose plan `team` sells the pack. */
export async function toppedStore(): Promise<CreditStore> {
  const { store } = await freshStore();
  await store.catalogue.addPlan(plan());
  return store;
}

/** From now on the account asks for the pack below 950 credits of its plan's thousand. */
export async function topsUp(store: CreditStore, accountId: string, nowMs: number): Promise<void> {
  const autoTopUp = { packId, threshold: credits(950), maxPerCycle };
  await setAutoTopUp(store, { ...requestNamed('set'), accountId, autoTopUp }, nowMs);
}

/** Brings the account's projection up to it, as the table's stream does. */
export async function projectNow(
  { store, bus }: Pick<Services, 'store' | 'bus'>,
  accountId: string,
  nowMs: number,
): Promise<void> {
  const loaded = await store.readAccount(accountId);
  if (loaded === undefined) throw new Error(`no account ${accountId}`);
  await projectAccount({ store, bus, nowMs: () => nowMs }, loaded);
}

/** Buys the pack under a key, with a payment of the same name. */
export function buyPack(store: CreditStore, accountId: string, key: string, nowMs: number): Promise<unknown> {
  return purchasePack(store, { ...requestNamed(key), accountId, packId, paymentId: `pi-${key}` }, nowMs);
}
