/** A change for which there is no room, since something could not be filed, is stopped and says why. */
import { beforeEach, describe, expect, it } from 'vitest';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { decideAuthorize, onAccount } from '../support/builders/decisions.ts';
import { credits, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, openAccountItem } from '../support/builders/write-path.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import type { MemoryTable } from '../support/engines/memory-table.ts';
import { stillSurroundings } from '../support/engines/surroundings.ts';

let table: MemoryTable;
let store: CreditStore;
let accountId: string;

beforeEach(async () => {
  ({ table, store } = await freshStore());
  accountId = await openAccountItem(store);
});

describe('what could not be filed', () => {
  const cause = new Error('no answer');

  /** A process whose writes of such items are not answered. */
  function deafTo(sk: string): CreditStore {
    const put: MemoryTable['put'] = async (item, guard) =>
      item.sk.startsWith(sk) ? { kind: 'in-doubt', cause } : table.put(item, guard);
    return createStore({ ...table, put }, stillSurroundings);
  }

  /** Fills the tail. What was carried out is answered; in the end there is no room for more. */
  async function fillTail(deaf: CreditStore): Promise<unknown> {
    for (let index = 0; index < 400; index += 1) {
      const failure = await debit(deaf, accountId, `more ${index}`, 1).catch((thrown: unknown) => thrown);
      if (failure instanceof Error) return failure;
    }
    return undefined;
  }

  it('stops a change for which there is no room any more, with its cause: a refusal', async () => {
    await debit(store, accountId, 'refused', 1_001);

    const failure = await fillTail(deafTo('KEY#'));

    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(failure).toMatchObject({ message: 'a refusal was not filed', cause });
  });

  it('stops a change for which there is no room any more, with its cause: a hold', async () => {
    const cost = { kind: 'priced', category: 'ai', credits: credits(1) } as const;
    const command = { ...requestNamed('hold'), cost, lifeMs: 60_000, whenExhausted: 'pause' } as const;
    await store.change({ ...command, accountId, nowMs: startMs, decide: onAccount(decideAuthorize, command) });

    const failure = await fillTail(deafTo('HOLD#'));

    expect(failure).toBeInstanceOf(StoreUnavailable);
    expect(failure).toMatchObject({ message: 'a hold was not filed', cause });
  });
});
