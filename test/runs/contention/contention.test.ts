/** That the bench sees what it is for: its time, its limits, and books that would tell. */
import { describe, expect, it } from 'vitest';
import { arrive } from './arrivals.ts';
import { checkBooks } from './books.ts';
import { createItemCapacity } from './item-capacity.ts';
import { createLatentTable } from './latent-table.ts';
import { runOurs, runTextbook } from './run-case.ts';
import { createTextbook } from './textbook.ts';
import { createVirtualTime } from './virtual-time.ts';
import { createWorld } from './world.ts';
import { debitWork, newWriter } from './writer.ts';

const key = { pk: 'a', sk: 'b' };

describe('virtual time', () => {
  it('passes only when everyone waits, soonest first', async () => {
    const time = createVirtualTime(1_000);
    const seen: string[] = [];
    const at = async (name: string, ms: number): Promise<void> => {
      await time.sleep(ms);
      seen.push(`${name} ${time.nowMs()}`);
    };

    await time.run(Promise.all([at('third', 30), at('first', 10), at('second', 20), at('also first', 10)]));

    expect(seen).toEqual(['first 1010', 'also first 1010', 'second 1020', 'third 1030']);
  });

  it('says so when what is waited for never comes', async () => {
    await expect(createVirtualTime(0).run(new Promise(() => {}))).rejects.toThrow('never comes');
  });
});

describe('an item', () => {
  it('takes what it has saved up, then a thousand units a second', () => {
    let nowMs = 0;
    const capacity = createItemCapacity(() => nowMs);
    for (let taken = 0; taken < 300; taken += 1) capacity.charge(key, 1);

    expect(capacity.isThere(key)).toBe(false);
    expect(capacity.isThere({ ...key, sk: 'another' })).toBe(true);
    nowMs = 1;
    expect(capacity.isThere(key)).toBe(true);
  });

  it('that is asked for too much throttles, and the write is given up after ten tries', async () => {
    const world = await createWorld(1, []);
    let givenUp = 0;
    const table = createLatentTable({ ...world, capacity: { isThere: () => false, charge: () => {} } }, () => {
      givenUp += 1;
    });

    const outcome = await world.time.run(table.put({ ...key }, { kind: 'absent' }));

    expect(outcome.kind).toBe('in-doubt');
    expect(givenUp).toBe(1);
    expect(world.traffic).toMatchObject({ calls: 10, throttled: 10, writeUnits: 0 });
    expect(world.table.peek(key)).toBeUndefined();
  });
});

describe('the books', () => {
  it('tell of an acknowledged debit that the ledger lacks, and count each that it has once', async () => {
    const world = await createWorld(1, ['hot']);
    const { time, random } = world;
    const newWorker = async () => debitWork(world, await newWriter(world), { accountId: 'hot' });
    const load = await time.run(arrive({ newWorker, time, random }, { kind: 'closed', workers: 2, seconds: 0.2 }));

    expect(load.acknowledged.length).toBeGreaterThan(5);
    expect(await checkBooks(world.store, 'hot', load)).toMatchObject({ lost: 0, doubled: 0, findings: [] });
    const told = { ...load, acknowledged: [...load.acknowledged, 'made up'] };
    expect(await checkBooks(world.store, 'hot', told)).toMatchObject({ lost: 1 });
  });
});

describe('a run', () => {
  const arrivals = { kind: 'burst', size: 3 } as const;
  const each = { name: 'burst', work: 'debit', charge: 'amount', arrivals, repeats: 2, bounds: {} } as const;

  it('is the same each time', async () => {
    const [first, second] = [await runOurs(each), await runOurs(each)];

    expect(first.done).toBe(6);
    expect(second).toEqual(first);
  });

  it('of the textbook conflicts: two transactions at once, one is cancelled and comes again', async () => {
    const measured = await runTextbook(each);
    expect(measured).toMatchObject({ done: 6, lost: 0, doubled: 0 });
    expect(measured.calls).toBeGreaterThan(1);
  });

  it('of the textbook alone costs six units and one call', async () => {
    const time = createVirtualTime(0);
    const { newWorker, traffic } = createTextbook(time, () => 0.5);
    const load = await time.run(
      arrive({ newWorker, time, random: () => 0.5 }, { kind: 'closed', workers: 1, seconds: 0.1 }),
    );
    expect(traffic.writeUnits / load.acknowledged.length).toBe(6);
    expect(traffic.calls).toBe(load.acknowledged.length);
  });
});
