/** R30: a code is redeemed as often as it says, and once by each account, whoever asks at once and wherever a process dies. */
import { beforeEach, describe, expect, it } from 'vitest';
import { fold } from '../../shared/domain/ledger/fold.ts';
import { openAccount } from '../../shared/operations/open-account.ts';
import { publishPromotion } from '../../shared/operations/publish-promotion.ts';
import { redeemPromotion } from '../../shared/operations/redeem-promotion.ts';
import { createPromotions } from '../../shared/storage/promotions.ts';
import { type CreditStore, createStore } from '../../shared/storage/store.ts';
import { StoreUnavailable } from '../../shared/storage/table.ts';
import { promotionPk } from '../../shared/storage/table-keys.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, ledger } from '../support/builders/write-path.ts';
import { createMemoryTable, type MemoryTable } from '../support/engines/memory-table.ts';

const code = 'WELCOME';
let table: MemoryTable;
let store: CreditStore;

function storeOver(over: Partial<MemoryTable> = {}): CreditStore {
  return createStore({ ...table, ...over }, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
}

beforeEach(async () => {
  table = createMemoryTable();
  store = storeOver();
  await store.catalogue.addPlan(plan());
});

async function open(...accountIds: readonly string[]): Promise<void> {
  for (const accountId of accountIds)
    await openAccount(store, { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs }, startMs);
}

async function published(uses: number, more: { readonly lifeMs?: number; readonly category?: 'ai' } = {}) {
  const terms = { code, credits: credits(50), endsAtMs: startMs + 20 * dayMs, uses, ...more };
  return publishPromotion(store, terms, startMs);
}

async function redeem(accountId: string, key: string, through = store, atMs = startMs + 1): Promise<string> {
  const outcome = await redeemPromotion(through, { ...requestNamed(key), accountId, code }, atMs);
  return outcome.kind === 'refused' ? outcome.refusal.reason : outcome.kind;
}

/** Repeats what is told to come again. */
async function insist(ask: () => Promise<string>): Promise<string> {
  for (;;) {
    try {
      return await ask();
    } catch (cause) {
      if (!(cause instanceof StoreUnavailable)) throw cause;
    }
  }
}

async function usesIn(accountIds: readonly string[]): Promise<readonly number[]> {
  const entries = (await Promise.all(accountIds.map((id) => ledger(store, id)))).flat();
  return entries.flatMap(({ promotion }) => promotion?.use ?? []);
}

describe('a code', () => {
  it('gives what it promises, once per account, and the entry says by which of its uses', async () => {
    await open('a');
    await published(2, { category: 'ai', lifeMs: 40 * dayMs });

    expect(await redeem('a', 'k1')).toBe('done');
    expect(await redeem('a', 'k1')).toBe('done');
    expect(await redeem('a', 'k2')).toBe('promotion-redeemed');
    const entries = await ledger(store, 'a');
    expect(entries[1]).toMatchObject({
      type: 'grant',
      credits: credits(50),
      category: 'ai',
      expiresAtMs: startMs + 1 + 40 * dayMs,
      promotion: { code, use: 1 },
      slices: [{ grantId: 'adjustment-2-ai' }],
    });
    expect(entries).toHaveLength(2);
    expect(await createPromotions(table).read(code)).toMatchObject({ uses: 2, left: 1 });
  });

  it('is refused by name: unknown, ended, used up', async () => {
    await open('a', 'b');
    expect(await redeem('a', 'k1')).toBe('promotion-not-found');
    await published(1);
    expect(await redeem('a', 'k2', store, startMs + 20 * dayMs)).toBe('promotion-ended');
    expect(await redeem('a', 'k1', store, startMs + 19 * dayMs)).toBe('done');
    expect(await redeem('b', 'k1')).toBe('promotion-used-up');
    expect(await redeem('nobody', 'k1')).toBe('account-not-found');
  });

  it('is published once: the same again is the same, anything else is refused', async () => {
    expect(await published(2)).toMatchObject({ kind: 'done', value: { left: 2 } });
    expect(await published(2)).toMatchObject({ kind: 'done', value: { left: 2 } });
    expect(await published(3)).toMatchObject({ refusal: { reason: 'promotion-exists' } });
    const over = { code: 'OVER', credits: credits(1), endsAtMs: startMs, uses: 1 };
    expect(await publishPromotion(store, over, startMs)).toMatchObject({ kind: 'invalid', field: 'endsAt' });
  });

  it('gives a use back whose redemption is refused', async () => {
    await open('a', 'b');
    await published(1);
    const last = { ...requestNamed('late'), accountId: 'a', code };
    // The account's clock is ahead of the code's end by the time that it is decided.
    const claimed = await createPromotions(table).claim({ ...last }, startMs + 1);
    expect(claimed.use).toBe(1);
    expect(await redeemPromotion(store, last, startMs + 20 * dayMs)).toMatchObject({
      refusal: { reason: 'promotion-ended' },
    });
    expect(await redeem('b', 'k1')).toBe('done');
    expect(await usesIn(['a', 'b'])).toEqual([2]);
  });
});

describe('20 uses', () => {
  const accountIds = Array.from({ length: 64 }, (_, index) => `account-${index}`);

  it('are 20 for 64 who know nothing of each other', async () => {
    await open(...accountIds);
    await published(20);
    const outcomes = await Promise.all(
      accountIds.map((accountId) => {
        const alone = storeOver();
        return insist(() => redeem(accountId, 'k1', alone));
      }),
    );

    expect(outcomes.filter((each) => each === 'done')).toHaveLength(20);
    expect(outcomes.filter((each) => each === 'promotion-used-up')).toHaveLength(44);
    expect(new Set(await usesIn(accountIds)).size).toBe(20);
    expect(await createPromotions(table).read(code)).toMatchObject({ left: 0 });
  });

  it('are one for one account, by whatever keys at once', async () => {
    await open('a');
    await published(20);
    const outcomes = await Promise.all(
      accountIds.map((key) => {
        const alone = storeOver();
        return insist(() => redeem('a', key, alone));
      }),
    );

    expect(outcomes.filter((each) => each === 'done')).toHaveLength(1);
    expect(await usesIn(['a'])).toHaveLength(1);
    const later = startMs + 2 * dayMs;
    const others = Array.from({ length: 19 }, (_, index) => `other-${index}`);
    await open(...others);
    const rest = [];
    for (const accountId of others) rest.push(await insist(() => redeem(accountId, 'k1', store, later)));
    expect(rest.every((each) => each === 'done')).toBe(true);
  });
});

describe('a process that dies', () => {
  /** Every call of the store by its number, in order: the process dies before or after it. */
  function dying(at: number, isAfter: boolean): { readonly store: CreditStore; readonly calls: () => number } {
    let calls = 0;
    const mortal =
      <Args extends readonly unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        calls += 1;
        if (calls === at && !isAfter) throw new Error('died');
        if (calls > at) throw new Error('dead');
        const result = await call(...args);
        if (calls === at) throw new Error('died');
        return result;
      };
    const { get, put, update, query, getMany, putMany } = table;
    const over = { get: mortal(get), put: mortal(put), update: mortal(update), query: mortal(query) };
    return { store: storeOver({ ...over, getMany: mortal(getMany), putMany: mortal(putMany) }), calls: () => calls };
  }

  it.each([false, true])('at any call loses no use and doubles none (after it: %s)', async (isAfter) => {
    let hasEnded = false;
    for (let at = 1; !hasEnded; at += 1) {
      expect(at).toBeLessThan(60);
      table = createMemoryTable();
      store = storeOver();
      await store.catalogue.addPlan(plan());
      await open('a', 'b', 'c');
      await published(2);
      const { store: mortal } = dying(at, isAfter);
      hasEnded = await redeem('a', 'k1', mortal).then(
        () => true,
        () => false,
      );
      expect(await redeem('b', 'k1'), `call ${at}`).toBe('done');
      // The other use is a's or c's: whichever asks first once nobody can be on the way any more.
      const later = startMs + 2 * dayMs;
      const isFirst = at % 2 === 0;
      const first = await redeem(isFirst ? 'a' : 'c', isFirst ? 'k1' : 'k2', store, later);
      const second = await redeem(isFirst ? 'c' : 'a', 'k3', store, later);
      expect([first, second].filter((each) => each === 'done').length, `call ${at}`).toBeLessThanOrEqual(1);
      const uses = await usesIn(['a', 'b', 'c']);
      expect(uses, `call ${at}`).toHaveLength(2);
      expect(new Set(uses).size).toBe(2);
      for (const id of ['a', 'b', 'c']) expect(fold(await ledger(store, id)).available).toBeGreaterThan(0n);
    }
  });

  it('before it said that the use is spent leaves it spent, however long ago its entry was filed', async () => {
    await open('a', 'b');
    await published(1);
    const put: MemoryTable['put'] = async (item, guard) => {
      if (item.pk === promotionPk(code) && item['left'] === 0 && item['version'] === 3) throw new Error('died');
      return table.put(item, guard);
    };
    // Such a key tells its time, and has no item of its own.
    const key = `${startMs
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`;
    await expect(redeem('a', key, storeOver({ put }))).rejects.toThrow('died');
    for (let each = 0; each < 60; each += 1) await debit(store, 'a', `debit ${each}`, 1, startMs + 2);
    const loaded = await store.readAccount('a');
    expect(loaded?.log.filed.seq).toBeGreaterThan(2);

    expect(await redeem('b', 'k1', store, startMs + 2 * dayMs)).toBe('promotion-used-up');
    expect(await usesIn(['a', 'b'])).toEqual([1]);
  });

  it.each([false, true])(
    'and another that came first under the same key take one use together (it dies: %s)',
    async (dies) => {
      await open('a', 'b', 'c');
      await published(2);
      let isFirst = true;
      // It has seen that nothing is under its key; then the other is carried out from beginning to end.
      const get: MemoryTable['get'] = async (key) => {
        if (key.pk === promotionPk(code) && isFirst) {
          isFirst = false;
          expect(await redeem('a', 'k1')).toBe('done');
        }
        return table.get(key);
      };
      let claims = 0;
      const put: MemoryTable['put'] = async (item, guard) => {
        if (item.pk === promotionPk(code)) claims += 1;
        if (dies && claims > 1) throw new Error('died');
        return table.put(item, guard);
      };
      const late = redeem('a', 'k1', storeOver({ get, put }));
      expect(await late.catch(() => 'died')).toBe(dies ? 'died' : 'done');
      expect(await createPromotions(table).read(code)).toMatchObject({ left: dies ? 0 : 1 });

      const later = startMs + 1 + 2 * dayMs;
      expect(await redeem('b', 'k1', store, later)).toBe('done');
      expect(await redeem('c', 'k1', store, later)).toBe('promotion-used-up');
      expect(await usesIn(['a', 'b', 'c'])).toHaveLength(2);
    },
  );

  it('is tried again by its account, whose use is still its own', async () => {
    await open('a', 'b');
    await published(1);
    await createPromotions(table).claim({ code, accountId: 'a', idempotencyKey: 'k1' }, startMs + 1);

    expect(await redeem('b', 'k1')).toBe('promotion-used-up');
    expect(await redeem('a', 'k1')).toBe('done');
    expect(await usesIn(['a', 'b'])).toEqual([1]);
  });

  it('leaves its use to others a day later, and not while it may still be on the way', async () => {
    await open('a', 'b', 'c');
    await published(1);
    await createPromotions(table).claim({ code, accountId: 'a', idempotencyKey: 'k1' }, startMs + 1);

    expect(await redeem('b', 'k1', store, startMs + dayMs)).toBe('promotion-used-up');
    expect(await redeem('c', 'k1', store, startMs + 1 + dayMs)).toBe('done');
    expect(await redeem('a', 'k2', store, startMs + 2 * dayMs)).toBe('promotion-used-up');
  });
});
