/** The operator's tool over a real engine: items as a restore may leave them, and a table that goes on. */
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localSdkClient } from '../../infra/local/local-table.ts';
import type { RestoredAccount } from '../../infra/restore/restore-account.ts';
import { restoreAccounts } from '../../infra/restore/restore-accounts.ts';
import { restoredTable } from '../../infra/restore/restored-table.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { accountKey, accountPk, type Item, segmentsEnd, segmentsStart } from '../../shared/storage/table-keys.ts';
import { credits, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

const debits = 40;

describe.each(engines)('on %s', (engine) => {
  let running: TestStore;
  let store: CreditStore;
  beforeAll(async () => {
    running = await startTestStore(engine);
    store = running.newStore();
  }, 60_000);
  afterAll(() => running.stop());

  test('accounts whose items come from other instants than what was filed of them are made whole, and audited', async () => {
    for (const accountId of ['older', 'newer', 'sound']) await live(store, accountId, 0);
    const client = localSdkClient(running.endpoint);
    const put = (item: Item | undefined): Promise<unknown> =>
      DynamoDBDocumentClient.from(client).send(new PutCommand({ TableName: 'credits', Item: item }));
    const before = await running.table.get(accountKey('older'));
    for (const accountId of ['older', 'newer']) await live(store, accountId, debits);
    await put(before);
    const table = restoredTable(client, { tableName: 'credits' });
    const lost = await lastSegment(running, 'newer');
    await table.remove([lost]);
    await table.remove([accountKey('gone')]);

    const told = new Map<string, RestoredAccount>();
    const signals: Signal[] = [];
    const bus = { publish: async (all: readonly Signal[]) => void signals.push(...all) };
    const restoring = { store: running.newStore(), bus, nowMs: () => startMs + 1_000 };
    const { counts, failures } = await restoreAccounts(restoring, table, (id, restored) => told.set(id, restored));

    expect({ counts, failures }).toEqual({ counts: { sound: 1, moved: 2, unprovable: 0, gone: 0 }, failures: [] });
    const [older, newer] = ['older', 'newer'].map((id) => told.get(id));
    if (older?.kind !== 'moved' || newer?.kind !== 'moved') throw new TypeError('both were moved');
    expect(older.to).toBeGreaterThan(older.from);
    expect(newer.to).toBe(Number(lost.sk.split('#')[2]) - 1);
    const again = running.newStore();
    expect(await auditLedgers({ store: again, bus }, startMs + 2_000)).toMatchObject({ breaches: [], failures: [] });
    // What was proved is answered as it was; what was lost is done anew, under the same key.
    for (const [accountId, n] of [
      ['older', older.to - 2],
      ['newer', newer.to - 2],
    ] as const)
      expect(await debitOf(again, accountId, n)).toMatchObject({ kind: 'done', isReplay: true, value: { seq: n + 2 } });
    expect(await debitOf(again, 'newer', 2 * debits - 1)).toMatchObject({
      kind: 'done',
      isReplay: false,
      value: { seq: newer.to + 1 },
    });
    const second = await restoreAccounts(restoring, table, () => {});
    expect(second.counts).toEqual({ sound: 3, moved: 0, unprovable: 0, gone: 0 });
    // Of one whose segments are all gone nothing can be proved: it is left to people, and changed by nobody.
    await table.remove(await segments(running, 'sound'));
    const third = await restoreAccounts(restoring, table, () => {});
    expect(third.counts).toEqual({ sound: 2, moved: 0, unprovable: 1, gone: 0 });
    expect((await again.readAccount('sound'))?.quarantine).toMatch(/none of the entries/);
    client.destroy();
  }, 120_000);
});

async function live(store: CreditStore, accountId: string, from: number): Promise<void> {
  if (from === 0)
    await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
  for (let n = from; n < from + debits; n += 1) await debitOf(store, accountId, n);
}

/** The first entry opens the account: the n-th debit, from 0 on, is entry n + 2. */
function debitOf(store: CreditStore, accountId: string, n: number): ReturnType<typeof debitCredits> {
  const charge = { credits: credits(1), category: 'ai' } as const;
  return debitCredits(store, { ...requestNamed(`debit ${n}`), accountId, charge }, startMs + 1);
}

async function lastSegment(running: TestStore, accountId: string): Promise<Item> {
  return (await segments(running, accountId)).at(-1) ?? expect.fail('nothing is filed yet');
}

function segments({ table }: TestStore, accountId: string): Promise<readonly Item[]> {
  const range = { from: segmentsStart, to: segmentsEnd, order: 'ascending', limit: 100 } as const;
  return table.query({ pk: accountPk(accountId), ...range });
}
