/** R36: usage that has happened is settled, once, whatever the account's credits and limits. */
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import type { UsageEvent } from '../../shared/domain/catalogue/usage-event.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { reverseDebit } from '../../shared/operations/reverse-debit.ts';
import { setLimit } from '../../shared/operations/set-limit.ts';
import { settleUsage } from '../../shared/operations/settle-usage.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, secondMs, startMs } from '../support/builders/fixtures.ts';
import { ledger } from '../support/builders/write-path.ts';
import { countingTable } from '../support/engines/counting-table.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const nowMs = startMs + 10 * dayMs;
const open = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };

function eventOf(id: string, amount: number, more: Partial<UsageEvent> = {}): UsageEvent {
  const charge = { credits: credits(amount), category: 'ai' } as const;
  return { source: 'chat', id, timeMs: nowMs - secondMs, accountId: 'acme', charge, ...more };
}

async function opened(): Promise<CreditStore> {
  const { store } = await freshStore();
  await openAccount(store, open, startMs);
  return store;
}

async function accountOf(store: CreditStore): Promise<ReturnType<typeof balanceOf>> {
  const loaded = await store.readAccount('acme');
  if (loaded === undefined) throw new Error('no account');
  return balanceOf(loaded.account);
}

describe('settling usage', () => {
  it('charges what credits cover, and counts the rest as overrun: nothing is lost, nothing is free', async () => {
    const store = await opened();
    for (const id of ['a', 'b', 'c']) await settleUsage(store, eventOf(id, 400), 'queue', nowMs);
    expect(await accountOf(store)).toMatchObject({ available: 0, overrun: credits(200) });
    const entries = await ledger(store, 'acme');
    expect(entries.at(-1)).toMatchObject({ type: 'debit', credits: credits(400), uncovered: credits(200) });
    expect(verifyLedger(entries).findings).toEqual([]);
  });

  it('charges an event once, whenever it comes again, and whatever it then costs', async () => {
    const store = await opened();
    await settleUsage(store, eventOf('a', 10), 'queue', nowMs);
    for (let n = 0; n < 60; n += 1) await settleUsage(store, eventOf(`n${n}`, 1), 'queue', nowMs + 60 * secondMs);
    const again = await settleUsage(store, eventOf('a', 99), 'another', nowMs + 3 * dayMs);
    expect(again).toMatchObject({ kind: 'done', isReplay: true, value: { credits: credits(10) } });
    expect(await accountOf(store)).toMatchObject({ available: credits(930) });
  });

  it('goes beyond a spending limit, which counts it', async () => {
    const store = await opened();
    const limit = { limitId: 'cap', credits: credits(5), scope: { category: 'ai' } } as const;
    await setLimit(store, { ...requestNamed('limit'), accountId: 'acme', ...limit }, nowMs);
    const first = await settleUsage(store, eventOf('a', 4), 'queue', nowMs);
    const second = await settleUsage(store, eventOf('b', 4), 'queue', nowMs);
    expect([first.kind, second.kind]).toEqual(['done', 'done']);
    expect((await store.readAccount('acme'))?.account.limits).toMatchObject([{ used: credits(8) }]);
    expect(verifyLedger(await ledger(store, 'acme')).findings).toEqual([]);
  });

  it('counts late usage when it occurred, and refuses what is older than the plan takes it', async () => {
    const store = await opened();
    const late = await settleUsage(store, eventOf('a', 1, { timeMs: nowMs - 5 * dayMs }), 'queue', nowMs);
    expect(late).toMatchObject({ kind: 'done', value: { occurredAtMs: nowMs - 5 * dayMs } });
    const old = await settleUsage(store, eventOf('b', 1, { timeMs: nowMs - 36 * dayMs }), 'queue', nowMs);
    expect(old).toMatchObject({ kind: 'refused', refusal: { reason: 'usage-too-old' } });
  });

  it('names what can’t be charged', async () => {
    const store = await opened();
    const reasonOf = async (event: UsageEvent): Promise<unknown> => {
      const outcome = await settleUsage(store, event, 'queue', nowMs);
      return outcome.kind === 'refused' ? outcome.refusal.reason : outcome.kind;
    };
    expect(await reasonOf(eventOf('a', 1, { accountId: 'nobody' }))).toBe('account-not-found');
    expect(await reasonOf(eventOf('b', 1, { charge: { usage: [{ sku: 'ai.x', quantity: 1n }] } }))).toBe('sku-unknown');
    await closeAccount(store, { ...requestNamed('close'), accountId: 'acme' }, nowMs);
    expect(await reasonOf(eventOf('c', 1))).toBe('account-closed');
  });

  it('can be reversed, overrun first', async () => {
    const store = await opened();
    await settleUsage(store, eventOf('a', 1_100), 'queue', nowMs);
    await reverseDebit(store, { ...requestNamed('undo'), accountId: 'acme', seq: 2, credits: credits(150) }, nowMs);
    expect(await accountOf(store)).toMatchObject({ available: credits(50), overrun: 0 });
    expect(verifyLedger(await ledger(store, 'acme')).findings).toEqual([]);
  });
});

/** Events of one account, so many in a batch each second, half a second old. */
async function hotAccount(isTimed: boolean, size = 100): Promise<number> {
  const { table, counts } = countingTable(createMemoryTable());
  let atMs = nowMs;
  const store = createStore(table, { ...stillSurroundings, monotonicMs: () => atMs });
  await store.catalogue.addPlan(plan({ credits: credits(1_000_000) }));
  await openAccount(store, open, startMs);
  counts.writeUnits = 0;
  const batches = Math.ceil(800 / size);
  for (let batch = 0; batch < batches; batch += 1) {
    atMs += secondMs;
    const events = Array.from({ length: size }, (_, n) => {
      const { timeMs: _time, ...event } = eventOf(`${batch}-${n}`, 1 + (n % 7));
      return isTimed ? { ...event, timeMs: atMs - 500 - n } : event;
    });
    await Promise.all(events.map((event) => settleUsage(store, event, 'queue', atMs)));
  }
  return counts.writeUnits / (batches * size);
}

describe('the write units of an event on a hot account', () => {
  it('are at most 0.15 where its key says its time', async () => {
    expect(await hotAccount(true)).toBeLessThanOrEqual(0.15);
  });
  it('are at most 1.2 where it doesn’t', async () => {
    expect(await hotAccount(false)).toBeLessThanOrEqual(1.2);
  });
  it.each([
    [1, 0.31],
    [5, 0.15],
    [25, 0.135],
  ])(
    'fall in a FIFO queue, ten messages a batch, with the events of a message: %d come to %d',
    async (events, most) => {
      expect(await hotAccount(true, 10 * events)).toBeLessThanOrEqual(most);
    },
  );
});
