/** A process of its own over a real engine: told what to do by its parent, it debits one account and tells what came of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { localClient } from '../../../infra/local/local-table.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { surroundings } from '../../../shared/runtime/services.ts';
import { createDynamoTable } from '../../../shared/storage/dynamo-table.ts';
import { createStore } from '../../../shared/storage/store.ts';
import { StoreUnavailable } from '../../../shared/storage/table.ts';
import { timedKey } from './keys.ts';
import { type Order, orderShape, type ProcessMessage } from './process-messages.ts';
import { count, type Done, newTally, type Tally } from './tally.ts';

const [endpoint = '', tableName = ''] = process.argv.slice(2);
const client = localClient(endpoint);
const store = createStore(createDynamoTable({ tableName, client, sleep: surroundings.sleep }), surroundings);

process.on('message', (message) => {
  void carryOut(orderShape.parse(message)).then((tally) => tell({ kind: 'done', tally }));
});
process.on('disconnect', () => client.destroy());
// Warm, as a function is that has answered before.
await store.catalogue.read(Date.now());
await store.readAccount('nobody');
tell({ kind: 'ready' });

async function carryOut({ accountId, atMs, forMs }: Order): Promise<Tally> {
  const tally = newTally();
  await sleep(Math.max(0, atMs - Date.now()));
  do {
    const askedMs = performance.now();
    count(tally, await debit(accountId), performance.now() - askedMs);
  } while (Date.now() < atMs + forMs);
  return tally;
}

async function debit(accountId: string): Promise<Done> {
  const key = timedKey(Date.now(), Math.random);
  const asked = { accountId, caller: 'contention', idempotencyKey: key, fingerprint: key };
  const charge = { credits: microcredits(1_000), category: 'ai' } as const;
  try {
    const { kind } = await debitCredits(store, { ...asked, charge }, Date.now());
    return kind === 'done' ? { kind: 'acknowledged', keys: [key] } : { kind: 'refused', keys: [] };
  } catch (cause) {
    if (!(cause instanceof StoreUnavailable)) throw cause;
    return { kind: 'unavailable', keys: [], unanswered: key };
  }
}

function tell(told: ProcessMessage): void {
  process.send?.(told);
}
