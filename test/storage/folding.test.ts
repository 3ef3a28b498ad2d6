/** Changes that wait for one account together: each is decided on what the one before it left, and keeps its own answer. */
import { beforeEach, describe, expect, it } from 'vitest';
import { balanceOf } from '../../shared/domain/account/account.ts';
import { refuse } from '../../shared/domain/decisions/decision.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { decideDebit, onAccount } from '../support/builders/decisions.ts';
import { dayMs, debitOf, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, ledger, loadedAccount, purchase } from '../support/builders/write-path.ts';
import { openWrittenAccount, type WrittenAccount } from '../support/builders/written-account.ts';
import type { MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

const yearMs = 365 * dayMs;
let opened: WrittenAccount;
let table: MemoryTable;
let store: CreditStore;
let noted: MemoryTable;
let accountId: string;
let written: Item[];

beforeEach(async () => {
  opened = await openWrittenAccount();
  ({ table, store, noted, accountId, written } = opened);
});

function advance(nowMs: number): Promise<ChangeOutcome> {
  return store.change({ accountId, nowMs, decide: () => ({ kind: 'advanced' }) });
}

describe('a change of an account that is long overdue', () => {
  it('is told to try again when that takes longer than a request has, and goes on from what was stored', async () => {
    const nowMs = startMs + 40 * yearMs;
    let waitedMs = 0;
    const passing = (): number => {
      waitedMs += 900;
      return waitedMs;
    };
    const slow = createStore(noted, { ...stillSurroundings, monotonicMs: passing });

    const answer = debit(slow, accountId, 'late', 1, nowMs);

    await expect(answer).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(answer).rejects.toThrow('the account was too busy');
    const stored = written.length;
    expect(stored).toBeGreaterThan(5);
    expect(await debit(store, accountId, 'late', 1, nowMs)).toMatchObject({ kind: 'done', isReplay: false });
    expect(verifyLedger(await ledger(store, accountId)).findings).toEqual([]);
  });
});

describe('a change that asks for nothing but what became due', () => {
  it('writes nothing when nothing has', async () => {
    expect(await advance(startMs)).toEqual({ kind: 'advanced', isReplay: false });
    expect(written).toEqual([]);
  });

  it('writes an account whose spent pack ended, though that makes no entry', async () => {
    await purchase(opened, { packId: 'day-100', paymentId: 'pi_day-100', key: 'buy' });
    await debit(store, accountId, 'all of it', 100);
    const { account: before } = await loadedAccount(store, accountId);
    const item = await table.get(accountKey(accountId));

    expect(await advance(startMs + dayMs)).toEqual({ kind: 'advanced', isReplay: false });

    const { account } = await loadedAccount(store, accountId);
    expect(account.seq).toBe(before.seq);
    expect(account.grants.length).toBe(before.grants.length - 1);
    expect(balanceOf(account)).toEqual(balanceOf(before));
    expect(Number((await table.get(accountKey(accountId)))?.['dueAtMs'])).toBeGreaterThan(Number(item?.['dueAtMs']));
    written.length = 0;
    await advance(startMs + dayMs);
    expect(written).toEqual([]);
  });
});

describe('an answer', () => {
  it('about an account that is not there is not remembered', async () => {
    const command = { ...debitOf(1, 'key'), fingerprint: 'debit of 1' };
    const refused = { kind: 'refused', refusal: { reason: 'account-not-found' }, isReplay: false };
    const unknown = { ...command, accountId: 'nobody', nowMs: startMs, decide: onAccount(decideDebit, command) };

    expect(await store.change(unknown)).toEqual(refused);
    expect(await store.change({ ...unknown, decide: () => ({ kind: 'advanced' }) })).toMatchObject({
      kind: 'advanced',
    });
    expect(written).toEqual([]);
  });

  it('without a key is given, and nothing of it is kept', async () => {
    const refusal = { reason: 'account-closed' } as const;

    const answer = await store.change({ accountId, nowMs: startMs, decide: () => refuse(refusal) });

    expect(answer).toEqual({ kind: 'refused', refusal, isReplay: false });
    expect(written).toEqual([]);
  });

  it('of no is forgotten after 24 hours to the millisecond, while it is in the log as well', async () => {
    const refused = await debit(store, accountId, 'key', 1_001);

    expect(await debit(store, accountId, 'key', 1_001, startMs + dayMs - 1)).toEqual({ ...refused, isReplay: true });
    expect((await loadedAccount(store, accountId)).log.notes).toHaveLength(1);
    expect(await debit(store, accountId, 'key', 1_001, startMs + dayMs)).toEqual(refused);
  });

  it('that was given under another key is found by this one alone, also when all is filed', async () => {
    const first = await purchase(opened, { packId: 'burst-100', paymentId: 'pi_burst-100', key: 'a' });
    await purchase(opened, { packId: 'burst-100', paymentId: 'pi_burst-100', key: 'b' });
    for (let index = 0; index < 60; index += 1) await debit(store, accountId, `more ${index}`, 1);

    const decide = (): never => expect.fail('it was decided before');
    const asks = { ...requestNamed('b'), accountId, nowMs: startMs + 2 * dayMs, decide };
    expect(await createStore(table, stillSurroundings).change(asks)).toEqual({ ...first, isReplay: true });
  });
});
