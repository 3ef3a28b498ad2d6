/** A process that stands still between its read of an account and its look at the account's holds: the two never were together. */
import { beforeEach, describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import { authorizeHold } from '../../shared/operations/authorize-hold.ts';
import { checkAccess } from '../../shared/operations/check-access.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { readLedger } from '../../shared/operations/read-ledger.ts';
import { currentAccount } from '../../shared/operations/reading/current-account.ts';
import { reportUsage } from '../../shared/operations/report-usage.ts';
import { holdsIn } from '../../shared/storage/hold-item.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { credits, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, openFleet } from '../support/builders/fleet.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const lifeMs = 60_000;
const afterwardsMs = startMs + lifeMs + 1;
const clocksAgreeMs = 300_000;
const fillings = 40;

let table: MemoryTable;
let store: CreditStore;
let accountId: string;
let then: Awaited<ReturnType<MemoryTable['get']>>;

function storeOver(over: Partial<MemoryTable> = {}): CreditStore {
  return createStore({ ...table, ...over }, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
}

/** A process that finds the account as it was then, the first so many times that it reads it. */
function stoodStill(reads: number): CreditStore {
  let left = reads;
  return storeOver({
    get: async (key, options) => {
      if (key.sk !== accountKey(accountId).sk || left === 0) return table.get(key, options);
      left -= 1;
      return then;
    },
  });
}

/** Small debits, until what was in the account's log is filed. */
async function fillLog(name: string): Promise<void> {
  for (let index = 0; index < fillings; index += 1)
    await debit(store, accountId, { key: `${name} ${index}`, credits: 1, nowMs: startMs });
}

/** Since then a hold that was filed has grown into an add-on bought after, and was filed again. */
beforeEach(async () => {
  table = createMemoryTable();
  store = storeOver();
  await store.catalogue.addPlan(plan());
  [accountId = ''] = await openFleet(store, 'moved', 1);
  const charge = { credits: credits(10), category: 'ai' } as const;
  const authorize = { ...requestNamed('hold'), accountId, charge, lifeMs, whenExhausted: 'pause' } as const;
  const outcome = await authorizeHold(store, authorize, startMs);
  const holdId = outcome.kind === 'done' ? (outcome.value.hold?.holdId ?? '') : expect.fail('no hold');
  await fillLog('before');
  then = await table.get(accountKey(accountId));
  await purchasePack(store, { ...requestNamed('pack'), accountId, packId: 'burst-1000', paymentId: 'pi_1' }, startMs);
  await debit(store, accountId, { key: 'rest', credits: 1_000 - 10 - fillings, nowMs: startMs });
  const used = { credits: credits(500) };
  const report = await reportUsage(store, { ...requestNamed('report'), accountId, holdId, charge: used }, startMs);
  expect(report).toMatchObject({ kind: 'done', value: { decision: 'continue' } });
  await fillLog('after');
  for (const loaded of [await stoodStill(1).readAccount(accountId), await store.readAccount(accountId)])
    expect(holdsIn(loaded?.log.entries ?? [])).toEqual(new Map());
});

describe('an account read before its hold grew', () => {
  const leftCredits = 1_000 - (500 - 10) - fillings;

  it('is read again for its balance, its gate and its ledger', async () => {
    const current = await currentAccount(stoodStill(1), accountId, afterwardsMs);
    expect(current && balanceOf(current.account)).toMatchObject({ available: credits(leftCredits), held: 0 });

    const gate = await checkAccess(stoodStill(1), { accountId, credits: credits(leftCredits) }, afterwardsMs);
    expect(gate).toEqual(await checkAccess(store, { accountId, credits: credits(leftCredits) }, afterwardsMs));
    expect(gate.kind).toBe('done');

    const question = { accountId, limit: 1, order: 'descending' } as const;
    const page = await readLedger(stoodStill(1), question, afterwardsMs + clocksAgreeMs);
    expect(page).toEqual(await readLedger(store, question, afterwardsMs + clocksAgreeMs));
    expect(page).toMatchObject({ value: { entries: [{ type: 'hold-expiry', credits: credits(500) }] } });
  });

  it('is read again before it is charged', async () => {
    const charge = { key: 'all', credits: leftCredits, nowMs: afterwardsMs };
    expect(await debit(stoodStill(1), accountId, charge)).toMatchObject({ kind: 'done' });

    const over = { key: 'more', credits: 1, nowMs: afterwardsMs };
    expect(await debit(stoodStill(1), accountId, over)).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'insufficient-credits', available: 0 },
    });
  });

  it('is unavailable, not wrong, as long as nothing newer is found', async () => {
    const always = Number.POSITIVE_INFINITY;
    await expect(currentAccount(stoodStill(always), accountId, afterwardsMs)).rejects.toThrow(
      new StoreUnavailable('the account changes faster than it can be read'),
    );
    const charge = { key: 'all', credits: 1, nowMs: afterwardsMs };
    await expect(debit(stoodStill(always), accountId, charge)).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
