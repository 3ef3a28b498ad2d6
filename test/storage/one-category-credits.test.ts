/** Credits for one category alone, on an account that others append to: nobody spends them on anything else (R29). */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Category } from '../../shared/domain/catalogue/rate-card.ts';
import type { Outcome } from '../../shared/domain/decisions/outcome.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { adjustCredits } from '../../shared/operations/adjust-credits.ts';
import { authorizeHold } from '../../shared/operations/authorize-hold.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { releaseHold } from '../../shared/operations/release-hold.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { accountKey } from '../../shared/storage/table-keys.ts';
import { credits, startMs } from '../support/builders/fixtures.ts';
import { startTwoProcesses, type TwoProcesses } from '../support/builders/two-processes.ts';
import { available, ledger, loadedAccount } from '../support/builders/write-path.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

let table: TwoProcesses['table'];
let one: TwoProcesses['one'];
let other: TwoProcesses['other'];
let accountId: TwoProcesses['accountId'];
let asked: TwoProcesses['asked'];

beforeEach(async () => {
  ({ table, one, other, accountId, asked } = await startTwoProcesses());
});

const use = (store: CreditStore, amount: number, category: Category) =>
  debitCredits(store, { ...asked(), charge: { credits: credits(amount), category } }, startMs);
const give = (amount: number, category: Category) =>
  adjustCredits(
    other,
    { ...asked(), credits: credits(amount), direction: 'add', category, reason: 'trial', actor: 'ada' },
    startMs,
  );
const told = (outcome: Outcome<unknown>) => (outcome.kind === 'refused' ? outcome.refusal.reason : outcome.kind);
/** A debit that is told to come again, since others were first, comes again. */
async function insist(store: CreditStore, category: Category) {
  const debit = { ...asked(), charge: { credits: credits(25), category } };
  for (;;) {
    try {
      return await debitCredits(store, debit, startMs);
    } catch (cause) {
      if (!(cause instanceof StoreUnavailable)) throw cause;
    }
  }
}
const free = async () => (await table.get(accountKey(accountId)))?.['free'];

describe('credits for one category', () => {
  it('are not spent on another by a process that saw the account before they came', async () => {
    await use(one, 1, 'infrastructure');
    await give(300, 'ai');

    expect(told(await use(one, 1_000, 'infrastructure'))).toBe('insufficient-credits');
    expect(told(await use(one, 999, 'infrastructure'))).toBe('done');
    expect(told(await use(one, 1, 'infrastructure'))).toBe('insufficient-credits');
    expect(told(await use(one, 300, 'ai'))).toBe('done');
    expect(await available(other, accountId)).toBe(0);
    expect(verifyLedger(await ledger(one, accountId))).toMatchObject({ findings: [] });
  });

  it('are raced for by 64 who know nothing of each other, and pay for their own category to the last', async () => {
    await give(100, 'ai');
    const writers = Array.from({ length: 64 }, () => createStore(table, stillSurroundings));
    const outcomes = await Promise.all(
      writers.map((store, index) => insist(store, index % 2 === 0 ? 'ai' : 'infrastructure')),
    );

    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(44);
    const entries = (await ledger(one, accountId)).filter(({ type }) => type === 'debit');
    const scoped = entries.filter(({ slices }) => slices.some(({ grantId }) => grantId.endsWith('-ai')));
    expect(scoped.every(({ category }) => category === 'ai')).toBe(true);
    expect(await available(one, accountId)).toBe(0);
  });

  it('stop appends while any are left or set aside, and no longer', async () => {
    expect(await free()).toBe(credits(1_000));
    await give(30, 'ai');
    expect(await free()).toBeUndefined();
    const held = await authorizeHold(
      one,
      { ...asked(), charge: { credits: credits(30), category: 'ai' }, lifeMs: 600_000, whenExhausted: 'pause' },
      startMs,
    );
    expect(await free()).toBeUndefined();
    if (held.kind !== 'done') throw new Error('the hold was refused');
    await releaseHold(one, { ...asked(), holdId: held.value.hold?.holdId ?? '' }, startMs);
    await use(one, 30, 'ai');
    expect(await free()).toBe(credits(1_000));
    const { escrow: before } = await loadedAccount(one, accountId);
    await use(one, 5, 'platform');
    const { escrow: after } = await loadedAccount(one, accountId);
    expect(after).toMatchObject({ epoch: before?.epoch, free: credits(995) });
  });
});
