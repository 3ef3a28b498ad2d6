import type { DynamoDBRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import { handler } from '../../../functions/streams/project-commits.ts';
import { debitOf } from '../../../shared/contract/requests/debit.ts';
import { debitCredits } from '../../../shared/operations/debit-credits.ts';
import { provideServices } from '../../../shared/runtime/services.ts';
import { createStore } from '../../../shared/storage/store.ts';
import { credits, plan, requestNamed, startMs } from '../../support/builders/fixtures.ts';
import { openFleet } from '../../support/builders/fleet.ts';
import { countingTable } from '../../support/engines/counting-table.ts';
import { seedDecider } from '../../support/engines/faulty-table.ts';
import { createMemoryTable } from '../../support/engines/memory-table.ts';
import { streamingTable } from '../../support/engines/streaming-table.ts';
import { stillSurroundings } from '../../support/engines/surroundings.ts';

it('rolls up fifteen users, four models and five workflows, a debit a minute, for little more than a read and a write unit each', async () => {
  const records: DynamoDBRecord[] = [];
  const table = createMemoryTable();
  const { table: counted, counts } = countingTable(table);
  const store = createStore(streamingTable(table, records), stillSurroundings);
  await store.catalogue.addPlan(plan());
  provideServices({ store: createStore(counted, stillSurroundings), nowMs: () => startMs });
  provideServices({ bus: { publish: async () => {} } });
  const [accountId = ''] = await openFleet(store, 'many', 1);
  await handler({ Records: records.splice(0) });
  const random = seedDecider(3);
  const anyOf = (kind: string, count: number): string => `${kind}-${Math.floor(random() * count)}`;
  const start = { ...counts };
  for (let debits = 0; debits < 500; debits += 1) {
    const dimensions = { user: anyOf('user', 15), model: anyOf('model', 4), workflow: anyOf('flow', 5) };
    const command = {
      accountId,
      ...requestNamed(`${debits}`),
      ...debitOf({ credits: credits(0.5), category: 'ai', dimensions }),
    };
    await debitCredits(store, command, startMs + debits * 60_000);
    await handler({ Records: records.splice(0) });
  }

  expect((counts.readUnits - start.readUnits) / 500).toBeLessThan(1.2);
  expect((counts.writeUnits - start.writeUnits) / 500).toBeLessThan(1.3);
});
