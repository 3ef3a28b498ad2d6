/** The contents that the local service begins with. */
import { withDetails } from '../../shared/domain/account/account-details.ts';
import type { DynamoClient } from '../../shared/storage/dynamo/dynamo-client.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import type { LocalClock } from './clock.ts';
import { loadDemoCatalogue, openDemoAccount } from './demo-catalogue.ts';
import { goOnUntil } from './demonstration/go-on.ts';
import { demonstrationNames } from './demonstration/names.ts';
import { endMs, startMs } from './demonstration/span.ts';
import { loadDemonstration } from './demonstration/stored-items.ts';
import { createTeller, type ToldService } from './demonstration/teller.ts';

/** Nothing; plans and prices; the account `demo` besides; or the demonstration's eight accounts besides, gone on with till now. */
export type LocalContents = 'nothing' | 'catalogue' | 'account' | 'demonstration';

export interface ContentsTarget {
  readonly store: CreditStore;
  readonly client: DynamoClient;
  readonly tableName: string;
  readonly clock: LocalClock;
}

/**
 * Adds what isn't there yet, so that it can be run at every start. The demonstration is for a table without a catalogue: that is loaded last,
 * so a start that was cut short begins anew, and data that was kept without a demonstration stays as it is. Answers the instant that a
 * demonstration which was loaded is to go on to from its end, where the clock stands then; undefined when there is nothing to tell.
 */
export async function addContents(
  contents: LocalContents,
  { store, client, tableName, clock }: ContentsTarget,
): Promise<number | undefined> {
  if (contents === 'nothing') return undefined;
  const presentMs = clock.nowMs();
  const isNew = contents === 'demonstration' && (await store.catalogue.readFresh()).rateCards.length === 0;
  if (isNew) await loadDemonstration(client, tableName);
  await loadDemoCatalogue(store);
  if (isNew) await nameAccounts(store);
  if (isNew) clock.beginAt(endMs);
  if (isNew && presentMs > endMs) return presentMs;
  if (contents !== 'catalogue') await openDemoAccount(store, clock.nowMs());
  return undefined;
}

/** Names are beside the recorded accounts, in no ledger. */
async function nameAccounts(store: CreditStore): Promise<void> {
  const by = { atMs: startMs, caller: 'demonstration' };
  await Promise.all(
    Object.entries(demonstrationNames).map(([accountId, named]) =>
      store.details.rewrite(accountId, startMs, (details) => withDetails(details, named, by)),
    ),
  );
}

export interface Telling {
  readonly store: CreditStore;
  readonly told: ToldService;
  /** The instant from which the clock goes on. */
  readonly presentMs: number;
}

/** Goes on with a demonstration that was loaded, and opens the account that the README charges at the present. */
export async function tellTillNow({ store, told, presentMs }: Telling): Promise<void> {
  const startedMs = performance.now();
  await goOnUntil(createTeller(told), presentMs);
  told.clock.beginAt(presentMs + Math.round(performance.now() - startedMs));
  await openDemoAccount(store, told.clock.nowMs());
}
