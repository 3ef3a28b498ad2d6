import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { debit, ledger, loadedAccount, openAccountItem } from '../support/builders/write-path.ts';
import { engines, startTestStore, type TestStore } from '../support/engines/engines.ts';

describe.each(engines)('the ledger over %s', (engine) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await startTestStore(engine);
  });
  afterAll(() => test.stop());

  it('a ledger reads the same from both ends, from any entry', async () => {
    const store = test.newStore();
    const accountId = await openAccountItem(store);
    for (let index = 0; index < 25; index += 1) await debit(store, accountId, `one ${index}`, 1);
    await Promise.all(Array.from({ length: 70 }, (_, index) => debit(store, accountId, `many ${index}`, 1)));
    const up = await ledger(store, accountId);
    expect(up.map((entry) => entry.seq)).toEqual(Array.from({ length: 96 }, (_, index) => index + 1));
    const account = await loadedAccount(store, accountId);
    for (const seq of [1, 2, 7, 25, 26, 27, 60, 95, 96]) {
      const down = await Array.fromAsync(store.entriesFrom(account, seq, 'descending'));
      expect(down).toEqual(up.slice(0, seq).toReversed());
      expect(await Array.fromAsync(store.entriesFrom(account, seq, 'ascending'))).toEqual(up.slice(seq - 1));
      expect(await store.entry(account, seq)).toEqual(up[seq - 1]);
    }
    expect(await store.entry(account, 97)).toBeUndefined();
  });
});
