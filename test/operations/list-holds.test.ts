/** Pages of open holds: what they cost, and that none is left out or told twice, whatever lies among them. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Hold } from '../../shared/domain/account/hold.ts';
import { present } from '../../shared/domain/present.ts';
import { authorizeHold } from '../../shared/operations/authorize-hold.ts';
import { listHolds } from '../../shared/operations/list-holds.ts';
import { releaseHold } from '../../shared/operations/release-hold.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { createFakeTable, type FakeTable } from '../runs/simulation/fake-table.ts';
import { credits, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { openAccountItem } from '../support/builders/write-path.ts';

let table: FakeTable;
let store: CreditStore;
let accountId: string;

beforeEach(async () => {
  table = createFakeTable();
  store = createStore(table, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
  await store.catalogue.addPlan(plan());
  accountId = await openAccountItem(store);
});

/** Opens so many, each to end a second after the one before, and releases those that are named. */
async function openHolds(count: number, isReleased: (index: number) => boolean): Promise<void> {
  const charge = { credits: credits(1), category: 'ai' } as const;
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const asked = { ...requestNamed(`hold ${index}`), accountId, charge, whenExhausted: 'pause' } as const;
    const held = await authorizeHold(store, { ...asked, lifeMs: 60_000 + 1_000 * index }, startMs);
    if (held.kind === 'done') ids.push(held.value.hold?.holdId ?? '');
  }
  for (const [index, holdId] of ids.entries())
    if (isReleased(index))
      await releaseHold(store, { ...requestNamed(`release ${index}`), accountId, holdId }, startMs);
}

async function page(limit: number, cursor?: string): Promise<{ holds: readonly Hold[]; nextCursor?: string }> {
  const outcome = await listHolds(store, { accountId, limit, ...present({ cursor }) }, startMs);
  if (outcome.kind !== 'done') throw new TypeError(outcome.kind);
  return outcome.value;
}

async function allPages(limit: number): Promise<readonly number[]> {
  const seconds: number[] = [];
  let cursor: string | undefined;
  do {
    const { holds, nextCursor } = await page(limit, cursor);
    expect(holds.length).toBeLessThanOrEqual(limit);
    seconds.push(...holds.map(({ expiresAtMs }) => (expiresAtMs - startMs - 60_000) / 1_000));
    cursor = nextCursor;
  } while (cursor !== undefined);
  return seconds;
}

describe('a page of open holds', () => {
  it('reads little more than it tells, of an account with many', async () => {
    await openHolds(120, () => false);
    const before = table.capacity.reads;

    const { holds, nextCursor } = await page(20);

    expect(holds).toHaveLength(20);
    expect(nextCursor).toBeDefined();
    expect(table.capacity.reads - before).toBeLessThanOrEqual(3);
  });

  it('reads no further once it has every hold that is open, however many settled ones follow', async () => {
    await openHolds(70, (index) => index >= 3);
    const before = table.capacity.reads;

    expect(await page(20)).toMatchObject({ holds: [{}, {}, {}] });
    expect((await page(20)).nextCursor).toBeUndefined();
    expect(table.capacity.reads - before).toBeLessThanOrEqual(5);
  });

  it('has each open hold once, in order, however many settled ones lie between', async () => {
    await openHolds(60, (index) => index % 10 !== 7);
    expect(await allPages(5)).toEqual(Array.from({ length: 6 }, (_, index) => 10 * index + 7));
  });
});
