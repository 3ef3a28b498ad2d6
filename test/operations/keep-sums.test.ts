/** Keeping sums and checkpoints as the stream's consumer does costs next to nothing an entry. */
import { expect, it } from 'vitest';
import { keepSums } from '../../shared/operations/reading/keep-sums.ts';
import { createStore } from '../../shared/storage/store.ts';
import { fileEntries, loadedAt, longLedger } from '../support/builders/stored-ledger.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const entries = 5_000;
/** As many as a busy account's delivery brings. */
const delivered = 50;

it('takes 0.03 read units and 0.01 write units an entry at most', async () => {
  const table = createMemoryTable();
  const ledger = longLedger(entries);
  await fileEntries(table, ledger, { to: entries });
  const counting = countingTable(table);
  const store = createStore(counting.table, { sleep: async () => {}, random: () => 0.5, monotonicMs: () => 0 });

  for (let toSeq = delivered; toSeq <= entries; toSeq += delivered)
    await keepSums(store, loadedAt(ledger, toSeq, 0), { fromSeq: toSeq - delivered, toSeq });

  const { sums } = await store.sums.readCycle('long', 0);
  expect(sums?.seq).toBeGreaterThan(entries - 256 - delivered);
  expect(counting.counts.readUnits / entries).toBeLessThanOrEqual(0.03);
  expect(counting.counts.writeUnits / entries).toBeLessThanOrEqual(0.01);
});
