/** The contents that the local service begins with. */
import type { DynamoClient } from '../../shared/storage/dynamo/dynamo-client.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import type { LocalClock } from './clock.ts';
import { loadDemoCatalogue, openDemoAccount } from './demo-catalogue.ts';
import { endMs } from './demonstration/accounts.ts';
import { loadDemonstration } from './demonstration/stored-items.ts';

/** Nothing; plans and prices; the account `demo` besides; or the demonstration's eight accounts besides, with the clock at its end. */
export type LocalContents = 'nothing' | 'catalogue' | 'account' | 'demonstration';

export interface ContentsTarget {
  readonly store: CreditStore;
  readonly client: DynamoClient;
  readonly tableName: string;
  readonly clock: LocalClock;
}

/**
 * Adds what isn't there yet, so that it can be run at every start. The demonstration is for a table without a catalogue: that is loaded last,
 * so a start that was cut short begins anew, and data that was kept without a demonstration stays as it is.
 */
export async function addContents(
  contents: LocalContents,
  { store, client, tableName, clock }: ContentsTarget,
): Promise<void> {
  if (contents === 'nothing') return;
  if (contents === 'demonstration' && (await store.catalogue.readFresh()).rateCards.length === 0) {
    await loadDemonstration(client, tableName);
    clock.beginAt(endMs);
  }
  await loadDemoCatalogue(store);
  if (contents !== 'catalogue') await openDemoAccount(store, clock.nowMs());
}
