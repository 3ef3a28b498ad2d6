/** An account whose own item can't be read is proved as it was: balances, holds, and how much each of its limits has counted. */
import { expect, it } from 'vitest';
import { planRepair } from '../../shared/storage/repair-plan.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { anotherProcess, lived, withoutHint } from '../support/engines/copied-lives.ts';

it.each([1, 2, 3, 4])(
  'after lives by seed %i',
  async (seed) => {
    const { world, before } = await lived(seed);
    for (const [accountId, { account }] of before) {
      const item = (await world.table.get(accountKey(accountId))) ?? expect.fail(accountId);
      await world.table.putMany([{ ...item, state: 'damaged' }]);
      const { store } = anotherProcess(world);

      const nowMs = world.nowMs();
      const plan = (await planRepair(store, { accountId, nowMs, sinceMs: nowMs })) ?? expect.fail('nothing is proved');

      expect(withoutHint(plan.proved.account)).toEqual(withoutHint(account));
    }
  },
  60_000,
);
