/** R8's header: an answer that was given before says so, and one that is given for the first time doesn't. */
import { describe, expect, it } from 'vitest';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { createFakeTable } from '../runs/simulation/fake-table.ts';
import { plan, startMs } from '../support/builders/fixtures.ts';
import { debit, openAccountItem } from '../support/builders/write-path.ts';

const surroundings = { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 };

/** A process that has read an account, and stands still until it is let go on. */
function frozenAfterRead(table: Table): { readonly store: CreditStore; readonly goOn: () => void } {
  const gate = Promise.withResolvers<void>();
  const store = createStore(
    {
      ...table,
      get: async (key) => {
        const item = await table.get(key);
        await gate.promise;
        return item;
      },
    },
    surroundings,
  );
  return { store, goOn: gate.resolve };
}

describe('a process that stood still while another was asked for the same', () => {
  it.each([
    ['a refusal', 1_500],
    ['a debit', 900],
  ])('says of %s that it was given before', async (_what, amount) => {
    const table = createFakeTable();
    const other = createStore(table, surroundings);
    await other.catalogue.addPlan(plan());
    const accountId = await openAccountItem(other);
    const { store, goOn } = frozenAfterRead(table);

    const late = debit(store, accountId, 'key', amount);
    // A millisecond apart: what two processes made alike to the last byte, nobody can tell apart.
    const first = await debit(other, accountId, 'key', amount, startMs + 1);
    goOn();

    expect(first.isReplay).toBe(false);
    expect(await late).toEqual({ ...first, isReplay: true });
  });

  it('says so of a refusal, though it would itself have debited', async () => {
    const table = createFakeTable();
    const other = createStore(table, surroundings);
    await other.catalogue.addPlan(plan());
    const accountId = await openAccountItem(other);
    const { store, goOn } = frozenAfterRead(table);

    const late = debit(store, accountId, 'key', 900);
    await debit(other, accountId, 'another', 200);
    const first = await debit(other, accountId, 'key', 900);
    goOn();

    expect(first).toMatchObject({ kind: 'refused', isReplay: false });
    expect(await late).toEqual({ ...first, isReplay: true });
  });
});
