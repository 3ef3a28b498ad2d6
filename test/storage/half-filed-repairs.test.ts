/** R32 of an account whose newest filing was cut off: its segment is there, and neither the keys beside it nor the account say so. */
import { expect, it } from 'vitest';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { planRepair } from '../../shared/storage/repair-plan.ts';
import { carryOutRepair } from '../../shared/storage/repairs.ts';
import { fileSegment } from '../../shared/storage/segment.ts';
import { createStore } from '../../shared/storage/store.ts';
import { dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, loadedAccount } from '../support/builders/write-path.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const keys = {
  'says nothing of its time': 'order 4711',
  'says the time of its use': ulid(startMs + 1),
  'says a time long before its use': ulid(startMs - 30 * dayMs),
  'says a time far ahead': '76E1X6XC001076AB4F7A775BED',
};

it.each(Object.entries(keys))(
  'a key that %s is answered by its entry after the repair, and not carried out again',
  async (_, key) => {
    const table = createMemoryTable();
    const store = createStore(table, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
    await store.catalogue.addPlan(plan());
    const opening = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
    await openAccount(store, opening, startMs);
    const entry = await charged();
    await fileSegment(table, 'acme', (await loadedAccount(store, 'acme')).log);

    const asked = { accountId: 'acme', nowMs: startMs + 3, sinceMs: startMs + 2 };
    const planned = await planRepair(store, asked);
    if (planned === undefined) return expect.fail('there is nothing to repair it by');
    const why = { reason: 'tried', actor: 'ada@example.com', caller: 'operator' };
    const repaired = await carryOutRepair(table, planned, { ...why, nowMs: startMs + 3 });
    expect(repaired?.entry).toMatchObject({ type: 'repair', seq: entry.seq + 1 });

    const before = await loadedAccount(store, 'acme');
    expect((await charged()).hash).toBe(entry.hash);
    expect((await loadedAccount(store, 'acme')).account.seq).toBe(before.account.seq);

    async function charged(): Promise<Entry> {
      const outcome = await debit(store, 'acme', key, 5, startMs + 2);
      return outcome.kind === 'done' ? outcome.entry : expect.fail(JSON.stringify(outcome));
    }
  },
);

function ulid(ms: number): string {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let time = '';
  for (let left = ms; time.length < 10; left = Math.floor(left / 32)) time = `${digits[left % 32]}${time}`;
  return `${time}1076AB4F7A775BED`;
}
