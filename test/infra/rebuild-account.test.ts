/** Ledgers put back from their second copy, after lives of many accounts: whatever the table lost comes back as it was, or is named. */
import { describe, expect, test } from 'vitest';
import { rebuildCatalogue } from '../../infra/restore/rebuild-catalogue.ts';
import { isSound } from '../../infra/restore/verify-copy.ts';
import { copyCatalogue } from '../../shared/operations/reading/copy-catalogue.ts';
import { repairAccount } from '../../shared/operations/repair-account.ts';
import { accountPk, segmentsStart } from '../../shared/storage/table-keys.ts';
import { run } from '../runs/restore/load.ts';
import { createWorld } from '../runs/restore/world.ts';
import {
  anotherProcess,
  auditOf,
  copyOf,
  damage,
  expectSame,
  ledgerOf,
  lived,
  lose,
  rebuilt,
  verifiedAll,
} from '../support/engines/copied-lives.ts';
import { createMemoryCopy } from '../support/engines/memory-copy.ts';

/** `SEEDS=100 npx vitest run --config test/vitest.config.ts test/infra/rebuild-account` takes eight minutes. */
const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 3) }, (_, index) => index + 1);

describe.each(seeds)('after lives by seed %i', (seed) => {
  test('a table that is lost whole comes back: plans, every entry, every balance, every answer', async () => {
    const { load, world, copy, before } = await lived(seed);
    await copyCatalogue({ store: world.store, copy });
    await lose(world, () => true);
    expect(await rebuildCatalogue(copy, world.table)).toBe(1);

    for (const [accountId, { hashes }] of before)
      expect(await rebuilt(world, copy, accountId)).toEqual({
        kind: 'rebuilt',
        ...{ filed: hashes.length, from: 0, to: hashes.length },
      });

    for (const [accountId, was] of before) {
      expectSame(await ledgerOf(world, accountId), was);
    }
    expect(await auditOf(world)).toEqual([]);
    for (const { again, seq, key } of load.asked.slice(-60)) {
      const outcome = await again(anotherProcess(world));
      expect(outcome).toMatchObject({ kind: 'done', isReplay: true, ...(key === 'open' ? {} : { value: { seq } }) });
    }
    await run({ ...load, world: anotherProcess(world) }, { changes: 60, atOnce: 4 });
    expect(await auditOf(world)).toEqual([]);
  }, 120_000);

  test('segments and accounts that are lost or damaged come back, and what the table has is left as it is', async () => {
    const { world, copy, random, before } = await lived(seed);
    await lose(
      world,
      ({ sk }) => (sk.startsWith(segmentsStart) && random() < 0.4) || (sk === 'ACCOUNT' && random() < 0.3),
    );
    await damage(world, ({ sk }) => sk.startsWith(segmentsStart) && random() < 0.3);

    const verified = await verifiedAll(world, copy);
    expect(verified.some((each) => !isSound(each))).toBe(true);
    for (const accountId of before.keys()) await rebuilt(world, copy, accountId);

    for (const [accountId, was] of before) expectSame(await ledgerOf(world, accountId), was);
    expect(await auditOf(world)).toEqual([]);
    expect((await verifiedAll(world, copy)).filter((each) => !isSound(each))).toEqual([]);
    for (const accountId of before.keys()) expect(await rebuilt(world, copy, accountId)).toEqual({ kind: 'whole' });
  }, 120_000);

  test('an older table goes forward to all that was copied, where that is asked for, and stays where it is otherwise', async () => {
    const { load, world, random } = await lived(seed);
    const older = await world.table.copy({ atMs: world.nowMs(), withinMs: 1, random });
    const copy = createMemoryCopy();
    await run(load, { changes: 60, atOnce: 4 });
    const restored = createWorld(older, { seen: { byId: new Map(), differing: new Set() }, restoration: 1 });
    for (const accountId of load.accountIds) {
      await copyOf(world, copy, accountId);
      const was = await ledgerOf(restored, accountId);
      const is = await ledgerOf(world, accountId);

      expect(await rebuilt(restored, copy, accountId)).toEqual({ kind: 'whole' });
      expect(await ledgerOf(restored, accountId)).toEqual(was);
      await rebuilt(restored, copy, accountId, { isForward: true });
      expectSame(await ledgerOf(restored, accountId), is);
    }
    expect(await auditOf(restored)).toEqual([]);
  }, 120_000);
});

test('a repaired ledger comes back with what the repair withdrew, so that no withdrawn request is carried out again', async () => {
  const { load, world, copy, before } = await lived(8);
  const accountId = 'account-1';
  const { hashes } = before.get(accountId) ?? expect.fail('it lived');
  const [, , damaged] = [...world.table.items()]
    .filter(({ pk, sk }) => pk === accountPk(accountId) && sk.startsWith(segmentsStart))
    .toReversed();
  await damage(world, (key) => key.sk === damaged?.sk && key.pk === damaged.pk);
  expect(await auditOf(world)).not.toEqual([]);
  const through = Number(damaged?.sk.split('#')[2]) - 1;
  const { store } = anotherProcess(world);
  const asks = { accountId, through, reason: 'an altered item', actor: 'ada', caller: 'operator' };
  expect(await repairAccount(store, asks, world.nowMs())).toMatchObject({ kind: 'done' });
  await run({ ...load, world: anotherProcess(world), accountIds: [accountId] }, { changes: 30, atOnce: 2 });
  await copyOf(anotherProcess(world), copy, accountId);
  const was = await ledgerOf(world, accountId);
  expect(was.account.withdrawn?.length).toBe(1);
  const ofWithdrawn = load.asked.filter(
    (each) => each.accountId === accountId && each.seq > through && each.seq <= hashes.length,
  );
  const answers = async (): Promise<readonly unknown[]> =>
    Promise.all(ofWithdrawn.map(async ({ again }) => again(anotherProcess(world)).catch(String)));
  const answeredBefore = await answers();

  await lose(world, ({ pk }) => !pk.startsWith('CATALOGUE'));
  expect(await rebuilt(world, copy, accountId)).toMatchObject({ kind: 'rebuilt', from: 0, to: was.account.seq });

  expectSame(await ledgerOf(world, accountId), was);
  expect(ofWithdrawn.length).toBeGreaterThan(0);
  expect(await answers()).toEqual(answeredBefore);
  expect((await ledgerOf(world, accountId)).hashes).toEqual(was.hashes);
}, 60_000);
