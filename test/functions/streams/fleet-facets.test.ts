import { expect, it } from 'vitest';
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { readFleet } from '../../../shared/operations/read-fleet.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../support/builders/fleet.ts';
import { createFleetConsumer } from '../../support/engines/fleet-consumer.ts';

it('the audit gives an account from before there were facets its places', async () => {
  const { table, store, consume } = await createFleetConsumer();
  const [resting = ''] = await openFleet(store, 'fleet', 1);
  await debit(store, resting, { key: 'a', credits: 1_000, nowMs: startMs });
  await consume();
  const stored = await store.projections.read(resting);
  const { facets: _facets, ...before } = stored.projection;
  await store.projections.move(stored, before);
  (table.items as Map<string, Item>).delete(`USAGE#${resting}\nPLACE#silent`);
  const nowMs = startMs + 9 * dayMs;
  const silent = async (): Promise<number | undefined> => {
    const page = await readFleet(store, { by: 'facet', facet: 'silent', limit: 9 }, nowMs);
    return page.kind === 'done' ? page.value.lines.length : undefined;
  };
  expect(await silent()).toBe(0);

  await auditLedgers({ store, bus: { publish: async () => {} } }, nowMs);

  expect(await silent()).toBe(1);
});
