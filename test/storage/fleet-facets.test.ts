import { expect, it } from 'vitest';
import { present } from '../../shared/domain/present.ts';
import { createFleet } from '../../shared/storage/fleet.ts';
import { stretchOf } from '../../shared/storage/fleet-numbers.ts';
import type { FleetPosition } from '../../shared/storage/fleet-shards.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

it('a stretch of an order has its accounts and no others, in pages and counted', async () => {
  const fleet = createFleet(createMemoryTable());
  const accountIds = Array.from({ length: 90 }, (_, index) => `stretch-${index}`);
  for (const [index, accountId] of accountIds.entries())
    await fleet.rank(accountId, { silent: Math.floor(index / 3) }, 1);
  const stretch = stretchOf({ place: 'silent', from: 5, until: 14 });

  const seen: FleetPosition[] = [];
  for (let pages = 0; pages < 9; pages += 1) {
    const after = seen.at(-1);
    const page = await fleet.inOrder(stretch, { limit: 7, ...present({ after }) });
    seen.push(...page);
    if (page.length < 7) break;
  }

  expect(seen.map(({ accountId }) => accountId).toSorted()).toEqual(accountIds.slice(15, 45).toSorted());
  expect(await fleet.count(stretch)).toEqual({ accounts: 30, isMore: false });
  expect(await fleet.count(stretchOf({ place: 'silent', until: 1 }))).toEqual({ accounts: 6, isMore: false });
  expect(await fleet.count({ place: 'overrun' })).toEqual({ accounts: 0, isMore: false });
});
