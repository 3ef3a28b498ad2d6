/** R24: one payment buys once in the whole deployment, whoever is told of it, in whatever order, and wherever a process dies. */
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLedgers } from '../../shared/operations/audit-ledgers.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { paymentClaimKey } from '../../shared/storage/table-keys.ts';
import { plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const paymentId = 'pi_1';
let table: MemoryTable;
let store: CreditStore;

function storeOver(over: Partial<MemoryTable> = {}): CreditStore {
  return createStore({ ...table, ...over }, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
}

beforeEach(async () => {
  table = createMemoryTable();
  store = storeOver();
  await store.catalogue.addPlan(plan());
  for (const accountId of ['a', 'b']) {
    await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
  }
});

async function buy(accountId: string, key: string, packId = 'burst-1000', through = store): Promise<string> {
  const outcome = await purchasePack(through, { ...requestNamed(key), accountId, packId, paymentId }, startMs + 1);
  return outcome.kind === 'refused' ? outcome.refusal.reason : outcome.kind;
}

describe('a payment', () => {
  it('buys for the account that came first, and is refused to the other for ever', async () => {
    expect(await buy('a', 'k1')).toBe('done');
    expect(await buy('b', 'k1')).toBe('payment-claimed');
    expect(await buy('b', 'k2')).toBe('payment-claimed');
    expect(await buy('a', 'k1')).toBe('done');
    expect(await buy('a', 'k2')).toBe('done');
    expect((await store.readAccount('a'))?.account.grants).toHaveLength(2);
    expect((await store.readAccount('b'))?.account.grants).toHaveLength(1);
  });

  it('buys once of two accounts at the same time', async () => {
    const outcomes = await Promise.all([buy('a', 'k1'), buy('b', 'k1', 'burst-1000', storeOver())]);

    expect(outcomes.toSorted()).toEqual(['done', 'payment-claimed']);
  });

  it('is free for others once its purchase was refused', async () => {
    expect(await buy('a', 'k1', 'unknown')).toBe('pack-unknown');
    expect(await buy('b', 'k1')).toBe('done');
    expect(await buy('a', 'k1', 'unknown')).toBe('pack-unknown');
    expect(await buy('a', 'k2')).toBe('payment-claimed');
  });

  it('is free also where the process died between the refusal and its word of it', async () => {
    let writes = 0;
    const put: MemoryTable['put'] = async (item, guard) => {
      if (item.pk !== paymentClaimKey(paymentId).pk) return table.put(item, guard);
      writes += 1;
      if (writes > 1) throw new Error('died');
      return table.put(item, guard);
    };
    await expect(buy('a', 'k1', 'unknown', storeOver({ put }))).rejects.toThrow('died');

    expect(await buy('b', 'k1')).toBe('done');
  });

  it('stays with the account whose process died before it bought', async () => {
    await store.payments.claim({ paymentId, accountId: 'a', idempotencyKey: 'k1' }, startMs);

    expect(await buy('b', 'k1')).toBe('payment-claimed');
    expect(await buy('a', 'k1')).toBe('done');
  });

  it('stays with an account of which one key was refused and another may still buy', async () => {
    await store.payments.claim({ paymentId, accountId: 'a', idempotencyKey: 'on its way' }, startMs);
    expect(await buy('a', 'k1', 'unknown')).toBe('pack-unknown');

    expect(await buy('b', 'k1')).toBe('payment-claimed');
  });

  it('claims nothing for an account that does not exist', async () => {
    expect(await buy('nobody', 'k1')).toBe('account-not-found');
    expect(await buy('b', 'k1')).toBe('done');
  });

  it('is claimed by the audit where it bought before there were claims', async () => {
    const { pk } = paymentClaimKey(paymentId);
    const put: MemoryTable['put'] = async (item, guard) =>
      item.pk === pk ? { kind: 'stored' } : table.put(item, guard);
    expect(await buy('a', 'k1', 'burst-1000', storeOver({ put }))).toBe('done');
    const bus = { publish: async () => {} };
    await auditLedgers({ store, bus }, startMs + 2);

    expect(await buy('b', 'k1')).toBe('payment-claimed');
  });
});
