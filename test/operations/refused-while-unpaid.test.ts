/** R35: what an unpaid account was refused is remembered, and the account is read by whoever comes next. */
import { expect, it } from 'vitest';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { tellSubscription } from '../../shared/operations/tell-subscription.ts';
import { surroundings } from '../../shared/runtime/services.ts';
import { createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

it('a debit that is refused in a cycle that began unpaid leaves the account readable, and is answered the same again', async () => {
  const table = createMemoryTable();
  const store = createStore(table, surroundings);
  await store.catalogue.addPlan(plan());
  await openAccount(store, { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs }, startMs);
  const unpaid = { subscriptionId: 'sub_1', status: 'unpaid', paidUntilMs: startMs + dayMs } as const;
  await tellSubscription(store, { ...requestNamed('told'), accountId: 'acme', subscription: unpaid }, startMs + dayMs);
  const atMs = startMs + 40 * dayMs;
  const charge = { credits: credits(1), category: 'ai' } as const;
  // A key that says its time is appended to the account's tail.
  const idempotencyKey = `${atMs
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-000000000001`;
  const debit = { ...requestNamed('debit'), idempotencyKey, accountId: 'acme', charge };

  // What is due by then is written with the first; the next is appended.
  await debitCredits(store, { ...debit, idempotencyKey: debit.idempotencyKey.replace(/1$/, '0') }, atMs);
  const refused = await debitCredits(store, debit, atMs);
  expect(refused).toMatchObject({ kind: 'refused', refusal: { reason: 'insufficient-credits' } });
  expect(JSON.stringify(refused)).toContain('"kind":"payment"');
  const another = createStore(table, surroundings);
  const read = await another.readAccount('acme');
  expect(read?.account).toMatchObject({ isCycleUnpaid: true, cycle: { index: 1 } });
  expect(await debitCredits(another, debit, atMs + 1)).toMatchObject({ kind: 'refused', isReplay: true });
});
