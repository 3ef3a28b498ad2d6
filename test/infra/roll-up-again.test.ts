/** Days that say what the ledger doesn't are rolled up again from it, while charging and the stream's consumer go on. */
import { beforeEach, describe, expect, it } from 'vitest';
import { rollUpAgain } from '../../infra/restore/roll-up-again.ts';
import type { RollUps } from '../../shared/domain/projections/roll-up.ts';
import { hourMs } from '../../shared/domain/time.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import type { Table } from '../../shared/storage/table.ts';
import { usagePk } from '../../shared/storage/table-keys.ts';
import { plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf } from '../support/builders/fleet.ts';
import { project } from '../support/builders/project.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const accountId = 'acme';
const days = 4;
const all = { from: '2026-01-01', to: '2027-12-31' };
let table: MemoryTable;
let store: CreditStore;
let keys = 0;

beforeEach(async () => {
  table = createMemoryTable();
  store = createStore(table, stillSurroundings);
  await store.catalogue.addPlan(plan());
  await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
  for (let day = 0; day < days; day += 1) await use(store, startMs + day * 24 * hourMs);
  await project(store, accountId, startMs);
});

async function use(by: CreditStore, nowMs: number, credits = 3): Promise<void> {
  keys += 1;
  await debit(by, accountId, { key: `use ${keys}`, credits, nowMs });
}

function spent(rollUps: RollUps): bigint {
  return [...rollUps.values()]
    .flatMap(({ categories }) => [...categories.values()].flatMap((hours) => [...hours.values()]))
    .reduce((sum, each) => sum + each, 0n);
}

async function told(): Promise<bigint> {
  return spent((await store.projections.usage(accountId, all)).rollUps);
}

/** Files what is recent, and then has each day told twice over, as if something had been added again. */
async function damage(): Promise<void> {
  await rollUpAgain(store, accountId);
  const { rollUps } = await store.projections.usage(accountId, all);
  for (const { categories } of rollUps.values())
    for (const hours of categories.values()) for (const [hour, credits] of hours) hours.set(hour, 2n * credits);
  const { projection } = await store.projections.read(accountId);
  await store.projections.rewrite(accountId, { fromCycle: 0, seq: projection.seq, rollUps });
}

describe('usage that is rolled up again', () => {
  it('is the ledger’s, and what was right stays byte for byte', async () => {
    const before = await told();
    await damage();
    expect(await told()).toBe(2n * before);

    const outcome = await rollUpAgain(store, accountId);

    expect(outcome).toMatchObject({ kind: 'done', value: { accountId, days } });
    expect(await told()).toBe(before);
    const { rollUps } = await store.projections.usage(accountId, all);
    await rollUpAgain(store, accountId);
    expect((await store.projections.usage(accountId, all)).rollUps).toEqual(rollUps);
  });

  it('is the ledger’s in the end, whatever is charged and filed between any two of its writes', async () => {
    await damage();
    let writes = 0;
    let nowMs = startMs + (days - 1) * 24 * hourMs;
    const others = createStore(table, stillSurroundings);
    const disturbed: Table = {
      ...table,
      put: async (item, guard) => {
        writes += 1;
        // So much that the consumer files, into days that are being written.
        if (item.pk === usagePk(accountId) && writes % 3 === 0 && writes < 40) {
          for (let each = 0; each < 60; each += 1) {
            nowMs += hourMs;
            await use(others, nowMs, 0.5);
          }
          await project(others, accountId, nowMs);
          await use(others, nowMs, 0.5);
          await project(others, accountId, nowMs);
        }
        return table.put(item, guard);
      },
    };

    await rollUpAgain(createStore(disturbed, stillSurroundings), accountId);
    await project(store, accountId, startMs);

    // It met what was filed meanwhile, and began anew.
    expect(writes).toBeGreaterThan(2 * days);
    const charged = (await ledgerOf(store, accountId)).filter(({ type }) => type === 'debit');
    expect(await told()).toBe(charged.reduce((sum, { credits }) => sum + BigInt(credits), 0n));
  });

  it('may be cut short at any write, and run again', async () => {
    const right = await told();
    for (let writesLeft = 0; writesLeft < days + 3; writesLeft += 1) {
      await damage();
      await use(store, startMs + days * 24 * hourMs + writesLeft * hourMs, 0.000001);
      await project(store, accountId, startMs);
      let left = writesLeft;
      const cut: Table = {
        ...table,
        put: async (item, guard) => {
          left -= 1;
          if (left < 0) throw new Error('cut short');
          return table.put(item, guard);
        },
      };
      await rollUpAgain(createStore(cut, stillSurroundings), accountId).catch(() => {});

      await rollUpAgain(store, accountId);
      expect(await told()).toBe(right + BigInt(writesLeft + 1));
    }
  });

  it('is nobody’s where there is no account', async () => {
    expect(await rollUpAgain(store, 'nobody')).toMatchObject({ kind: 'refused' });
  });
});
