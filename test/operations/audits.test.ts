import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { listAccounts } from '../../shared/operations/list-accounts.ts';
import { currentAccount } from '../../shared/operations/reading/current-account.ts';
import { sweepDue } from '../../shared/operations/sweep-due.ts';
import { AccountQuarantined, StoreUnavailable } from '../../shared/storage/table.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { withAlteredState } from '../support/builders/altered-state.ts';
import { dayMs, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, openFleet, testQueue } from '../support/builders/fleet.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';
import { signalSink } from '../support/service/signal-sink.ts';

describe.each(engines)('cycles over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('an account whose books disagree is quarantined: no change, every read, and no other account is touched', async () => {
    const store = test.newStore();
    const [broken = '', healthy = ''] = await openFleet(store, `audit-${engine}`, 2);
    await debit(store, broken, { key: 'first', credits: 10, nowMs: startMs });
    const item = await test.table.get(accountKey(broken));
    if (item === undefined) return expect.fail('no such item');
    await test.table.putMany([withAlteredState(item, (state) => state.replace(',10000000,0,', ',9000000,0,'))]);
    let breaches: readonly { readonly accountId: string }[] = [];
    const bus = signalSink();
    for (let run = 0; run < 3 && breaches.length === 0; run += 1)
      ({ breaches } = await auditLedgers({ store, bus }, startMs));
    const breached = bus.published.filter(({ kind }) => kind === 'ledger-breach');
    expect(breached.map(({ accountId }) => accountId)).toEqual([broken]);
    expect(breaches.map(({ accountId }) => accountId)).toEqual([broken]);
    await expect(debit(test.newStore(), broken, { key: 'second', credits: 1, nowMs: startMs })).rejects.toThrow(
      AccountQuarantined,
    );
    expect((await currentAccount(store, broken, startMs))?.account.seq).toBe(2);
    expect(await debit(store, healthy, { key: 'second', credits: 1, nowMs: startMs })).toMatchObject({ kind: 'done' });
    expect((await auditLedgers({ store, bus: signalSink() }, startMs)).breaches).toEqual([]);
  });

  it('a closed account is swept and listed no more, but its books are audited still', async () => {
    const store = test.newStore();
    const [closed = '', open = ''] = await openFleet(store, `closed-${engine}`, 2);
    await closeAccount(store, { ...requestNamed('close'), accountId: closed }, startMs);
    const listed = await listAccounts(store, { limit: 1_000 });
    const accountIds = listed.kind === 'done' ? listed.value.accountIds : expect.fail(listed.kind);
    expect(accountIds).toContain(open);
    expect(accountIds).not.toContain(closed);
    const queue = testQueue();
    await sweepDue(store, queue, startMs + 10 * 365 * dayMs);
    expect(queue.waiting.flatMap(({ accountIds }) => accountIds)).not.toContain(closed);

    const item = await test.table.get(accountKey(closed));
    if (item === undefined) return expect.fail('no such item');
    await test.table.putMany([{ ...item, seq: 7 }]);
    const bus = signalSink();
    for (let run = 0; run < 3 && bus.published.length === 0; run += 1) await auditLedgers({ store, bus }, startMs);
    expect(bus.published.filter(({ kind }) => kind === 'ledger-breach')).toMatchObject([{ accountId: closed }]);
  });

  it('an account of which not all could be done is looked at once more in the same run', async () => {
    const store = test.newStore();
    const [behind = ''] = await openFleet(store, `behind-${engine}`, 1);
    await debit(store, behind, { key: 'first', credits: 10, nowMs: startMs });
    let losses = 0;
    const deaf = test.newStore((table) => ({
      ...table,
      put: async (item, guard) => {
        if (item.pk !== `USAGE#${behind}` || losses > 0) return table.put(item, guard);
        losses += 1;
        throw new StoreUnavailable('no answer');
      },
    }));
    const bus = signalSink();

    const { failures } = await auditLedgers({ store: deaf, bus }, startMs + dayMs);

    expect(losses).toBe(1);
    expect(failures).toEqual([]);
    expect((await store.projections.read(behind)).projection.seq).toBe(2);
  });
});
