/** A payment buys once, a debit is reversed once, whoever asks again and under whatever key. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalMemoryMs } from '../../shared/domain/decisions/refusal.ts';
import { reversalMark } from '../../shared/domain/ledger/mark.ts';
import type { ChangeOutcome } from '../../shared/storage/change-outcome.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { decideReversal, onAccount } from '../support/builders/decisions.ts';
import { credits, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { available, debit, openAccountItem, purchase } from '../support/builders/write-path.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

const payment = { packId: 'burst-1000', paymentId: 'pi_1' };

describe.each(engines)('what happens once over %s', (engine) => {
  let test: TestStore;

  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('one payment told under two keys buys once, and both get the receipt', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const first = await purchase({ store, accountId }, { ...payment, key: 'key 1' });
    expect(await purchase({ store, accountId }, { ...payment, key: 'key 2' })).toEqual({ ...first, isReplay: true });
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1);
    expect(await purchase({ store: test.newStore(), accountId }, { ...payment, key: 'key 3' })).toEqual({
      ...first,
      isReplay: true,
    });
    expect(await purchase({ store: test.newStore(), accountId }, { ...payment, key: 'key 2' })).toEqual({
      ...first,
      isReplay: true,
    });
    expect(await available(store, accountId)).toBe(credits(1_000 + 1_000 - 40));
  });

  it('a payment told under a second key is answered alike under it for ever, as any success is', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const first = await purchase({ store, accountId }, { ...payment, key: 'key 1' });
    await purchase({ store, accountId }, { ...payment, key: 'key 2' });
    const laterMs = startMs + 2 * refusalMemoryMs;
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1, laterMs);
    const reused = { kind: 'refused', refusal: { reason: 'idempotency-key-reused' }, isReplay: false };
    expect(await debit(test.newStore(), accountId, 'key 2', 1, laterMs)).toEqual(reused);
    expect(await purchase({ store: test.newStore(), accountId }, { ...payment, nowMs: laterMs, key: 'key 2' })).toEqual(
      { ...first, isReplay: true },
    );
  });

  it('a debit is reversed once, also after both were filed and from another process', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    const spent = await debit(store, accountId, 'spent', 100);
    const seq = spent.kind === 'done' ? spent.entry.seq : 0;
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `more ${index}`, 1);
    const [a, b] = await Promise.all([
      reverse(test.newStore(), accountId, seq, 'a'),
      reverse(test.newStore(), accountId, seq, 'b'),
    ]);
    expect([a.kind, b.kind].sort()).toEqual(['done', 'refused']);
    for (let index = 0; index < 40; index += 1) await debit(store, accountId, `and more ${index}`, 1);
    expect(await reverse(test.newStore(), accountId, seq, 'c')).toMatchObject({
      refusal: { reason: 'entry-reversed' },
    });
    expect(await available(store, accountId)).toBe(credits(1_000 - 80));
  });

  function reverse(store: CreditStore, accountId: string, seq: number, key: string): Promise<ChangeOutcome> {
    const command = { ...requestNamed(key), seq };
    return store.change({
      ...command,
      accountId,
      nowMs: startMs,
      entrySeq: seq,
      marks: [reversalMark(seq)],
      decide: onAccount(decideReversal, command),
    });
  }
});
