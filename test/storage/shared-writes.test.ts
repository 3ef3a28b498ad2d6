/** Changes that share a write: each is decided on what the one before it left, in the order in which they were asked. */
import { beforeEach, describe, expect, it } from 'vitest';
import { reversal } from '../../shared/domain/decisions/reverse-debit.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { changeOf } from '../../shared/operations/charging/change-by.ts';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import { itemSizeBytes } from '../../shared/storage/item-size.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { decideDebit, decideEnd, decideKeep, onAccount } from '../support/builders/decisions.ts';
import { storageSku } from '../support/builders/drawing.ts';
import { credits, dayMs, debitOf, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { available, debit, ledger, purchase } from '../support/builders/write-path.ts';
import { openWrittenAccount, type WrittenAccount } from '../support/builders/written-account.ts';

const yearMs = 365 * dayMs;
let account: WrittenAccount;
let store: CreditStore;
let accountId: string;
let written: Item[];

beforeEach(async () => {
  account = await openWrittenAccount();
  ({ store, accountId, written } = account);
});

/** The first of them goes alone, and the others share the next write. */
async function together(asks: readonly (() => Promise<ChangeOutcome>)[]): Promise<readonly ChangeOutcome[]> {
  const first = debit(store, accountId, 'first', 1);
  const outcomes = await Promise.all(asks.map((ask) => ask()));
  await first;
  return outcomes;
}

describe('changes that share a write', () => {
  it('may reverse a debit that is in it', async () => {
    const command = { ...requestNamed('reverse'), seq: 4 };
    const undo = changeOf(reversal, { ...command, accountId }, { nowMs: startMs });

    const [, spent, reversed] = await together([
      () => purchase(account, { packId: 'burst-100', paymentId: 'pi_burst-100', key: 'bought' }),
      () => debit(store, accountId, 'spent', 100),
      () => store.change(undo),
    ]);

    expect(spent).toMatchObject({ kind: 'done', entry: { seq: 4 } });
    expect(reversed).toMatchObject({ kind: 'done', entry: { seq: 5, reverses: 4 } });
    expect(await available(store, accountId)).toBe(credits(1_099));
    expect(written).toHaveLength(2);
  });

  it('find the key and the payment of one that is in it', async () => {
    const asks = [
      () => purchase(account, { packId: 'burst-100', paymentId: 'pi_burst-100', key: 'a' }),
      () => purchase(account, { packId: 'burst-100', paymentId: 'pi_burst-100', key: 'a' }),
      () => purchase(account, { packId: 'burst-100', paymentId: 'pi_burst-100', key: 'b' }),
    ];

    const [first, again, told] = await together(asks);

    expect(first).toMatchObject({ kind: 'done', isReplay: false });
    expect([again, told]).toEqual([
      { ...first, isReplay: true },
      { ...first, isReplay: true },
    ]);
    expect(await available(store, accountId)).toBe(credits(1_099));
  });

  it('meet a rate card that came into effect between them', async () => {
    const tariff = { credits: credits(1), per: 1, unitMs: 3_600_000, rateCard: '2026-11-01' };
    const usage = { usageId: 'logs', sku: storageSku };
    const keeping = {
      ...requestNamed('keep'),
      ...usage,
      quantity: 1_000_000n,
      price: { kind: 'tariff', tariff },
    } as const;
    const ending = { ...requestNamed('end'), ...usage };
    const fromMs = startMs + 19 * dayMs;
    const at = { accountId, nowMs: fromMs };
    const asks = [
      () => store.change({ ...keeping, ...at, decide: onAccount(decideKeep, keeping) }),
      () => store.change({ ...ending, ...at, nowMs: fromMs + dayMs, decide: onAccount(decideEnd, ending) }),
    ];

    await together(asks);

    // The card of the 20th is in effect for the rest of the day.
    const kept = (await ledger(store, accountId)).flatMap((entry) => entry.kept ?? []);
    expect(kept.map(({ rateCard }) => rateCard)).toEqual(['2026-11-01', '2026-11-20']);
    expect(written).toHaveLength(2);
  });

  it('are answered in the order in which they were asked when an account was overdue for years', async () => {
    const outcomes = await together([
      () => debit(store, accountId, 'soon', 1),
      () => debit(store, accountId, 'late', 1, startMs + 10 * yearMs),
      () => debit(store, accountId, 'too late', 5_000, startMs + 10 * yearMs),
    ]);

    expect(outcomes.map(({ kind, isReplay }) => [kind, isReplay])).toEqual([
      ['done', false],
      ['done', false],
      ['refused', false],
    ]);
    expect(verifyLedger(await ledger(store, accountId)).findings).toEqual([]);
  });

  it('go into as many writes as keep each item below 16 KB, and one that is large goes alone', async () => {
    const noted = (key: string, size: number): Promise<ChangeOutcome> => {
      const command = { ...debitOf(1, key), dimensions: { note: `${key} ${'x'.repeat(size)}` } };
      return store.change({ ...command, accountId, nowMs: startMs, decide: onAccount(decideDebit, command) });
    };
    const small = Array.from({ length: 40 }, (_, index) => () => noted(`note ${index}`, 1_000));

    const outcomes = await together([...small, () => noted('large', 13_000)]);

    expect(outcomes.map((outcome) => outcome.kind === 'done' && outcome.entry.seq)).toEqual(
      Array.from({ length: 41 }, (_, index) => index + 3),
    );
    expect(outcomes.filter(({ isReplay }) => isReplay)).toEqual([]);
    for (const item of written) expect(itemSizeBytes(item)).toBeLessThan(16 * 1_024);
    expect(written.length).toBeLessThan(10);
  });
});
