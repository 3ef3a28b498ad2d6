/** Plans and rate cards in the second copy, and a table that has them again. */
import { expect, it } from 'vitest';
import { handler as auditLedgers } from '../../functions/jobs/audit-ledgers.ts';
import { rebuildCatalogue } from '../../infra/restore/rebuild-catalogue.ts';
import { copyCatalogue } from '../../shared/operations/reading/copy-catalogue.ts';
import { provideServices } from '../../shared/runtime/services.ts';
import { createStore } from '../../shared/storage/store.ts';
import { plan, startMs } from '../support/builders/fixtures.ts';
import { lambdaContext } from '../support/builders/gateway-event.ts';
import { cardOf } from '../support/builders/stored-cards.ts';
import { createMemoryCopy } from '../support/engines/memory-copy.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const skus = 2_500;

it('the catalogue comes back from its copy whole, and what a table has is left as it is', async () => {
  const [store, lost] = [newStore(), newStore()];
  const copy = createMemoryCopy();
  await store.catalogue.addPlan(plan());
  await store.catalogue.addPlan(plan({ planId: 'scale', name: 'Scale/é' }));
  await store.catalogue.addRateCard(cardOf('2026-11-01', startMs, skus));
  expect(await copyCatalogue({ store, copy })).toBe(2 + 1 + 3);
  expect(await copyCatalogue({ store, copy })).toBe(6);
  expect([copy.objects.size, copy.replaced]).toEqual([6, 0]);

  expect(await rebuildCatalogue(copy, lost.table)).toBe(6);

  const [before, after] = await Promise.all([store, lost].map(({ catalogue }) => catalogue.readFresh()));
  expect(after).toEqual(before);
  const [head] = after?.rateCards ?? [];
  if (head === undefined) throw new TypeError('no card came back');
  expect((await lost.catalogue.rateCard(head)).prices.size).toBe(skus);
  expect(await rebuildCatalogue(copy, lost.table)).toBe(0);
});

it('the audit copies it, and ends as ever where the copy is away', async () => {
  const store = newStore();
  const copy = createMemoryCopy(() => true);
  await store.catalogue.addPlan(plan());
  provideServices({ store, copy, bus: { publish: async () => {} }, nowMs: () => startMs });

  await auditLedgers({}, lambdaContext());
  expect(copy.objects.size).toBe(0);
  copy.isAway = () => false;
  await auditLedgers({}, lambdaContext());
  expect([...copy.objects.keys()]).toEqual(['catalogue/CATALOGUE/PLAN%23team%232026-01-01.json.gz']);
});

function newStore() {
  return createStore(createMemoryTable(), stillSurroundings);
}
