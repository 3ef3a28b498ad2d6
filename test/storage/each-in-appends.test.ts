/** Limits for each value of accounts that are appended to. */
import { beforeEach, describe, expect, it } from 'vitest';
import { advanceAccount } from '../../shared/operations/advance-account.ts';
import { setLimit } from '../../shared/operations/set-limit.ts';
import { credits, startMs } from '../support/builders/fixtures.ts';
import { type IsolatedWriters, isolatedWriters } from '../support/builders/isolated-writers.ts';

let account: IsolatedWriters;
beforeEach(async () => {
  account = await isolatedWriters();
});

describe('an account with a limit for each user', () => {
  it('is appended to by users that were counted before, and by new ones', async () => {
    const { set, debit, epoch, settled } = account;
    await set('each', { dimension: { name: 'user', each: true } }, 10);
    const before = await epoch();

    await debit(1, 1, { user: 'ada' });
    await debit(2, 3, { user: 'ada' });
    await debit(3, 3, {});
    const appended = await epoch();
    const refused = await debit(4, 7, { user: 'ada' });
    const refusedAt = await epoch();
    await debit(5, 3, { user: 'bob' });
    const tooMuch = await debit(6, 11, { user: 'cy' });

    expect(refused).toMatchObject({ kind: 'refused', refusal: { reason: 'limit-reached', available: credits(6) } });
    expect([appended, refusedAt]).toEqual([before, before]);
    expect(tooMuch).toMatchObject({ kind: 'refused', refusal: { reason: 'limit-reached', available: credits(10) } });
    expect(await epoch()).toBe(before);
    await settled(startMs + 1);
  });

  it('is appended to by nobody who hasn’t seen that a limit before it has ended, though no entry says so', async () => {
    const { storeOf, debit, set, settled, asked } = account;
    const endsAtMs = startMs + 1_000;
    const soon = { limitId: 'soon', scope: { category: 'ai' as const }, credits: credits(50), endsAtMs };
    await setLimit(storeOf(0), { ...asked(startMs), ...soon }, startMs);
    await set('bob', { dimension: { name: 'user', value: 'bob' } }, 10);
    await advanceAccount(storeOf(2), asked(startMs).accountId, endsAtMs + 1);

    // Its clock is behind, and it goes by the account as it wrote it.
    await debit(0, 7, { user: 'ada' }, endsAtMs - 1);

    expect((await settled(endsAtMs + 1)).counters).toMatchObject([{ limitId: 'bob', used: 0 }]);
  });

  it('is filed as its counters grow, so that a debit takes five write units at most once a hundred users are counted', async () => {
    const { set, debit, storeOf, asked, settled } = account;
    await set('each', { dimension: { name: 'user', each: true } }, 10);
    const { accountId } = asked(startMs);
    let mostBytes = 0;
    for (let user = 0; user < 100; user += 1) {
      await debit(1, 1, { user: `user-${user}` });
      mostBytes = Math.max(mostBytes, (await storeOf(2).readAccount(accountId))?.itemBytes ?? Number.NaN);
    }

    expect((await storeOf(2).readAccount(accountId))?.account.limits[0]?.values).toHaveLength(100);
    expect(mostBytes).toBeGreaterThan(3 * 1_024);
    expect(mostBytes).toBeLessThanOrEqual(5 * 1_024);
    await settled(startMs + 1);
  });

  it('is not asked for a user with a limit of its own', async () => {
    const { set, debit, epoch, left } = account;
    await set('each', { dimension: { name: 'user', each: true } }, 10);
    await set('ada', { dimension: { name: 'user', value: 'ada' } }, 30);
    await debit(1, 9, { user: 'ada' });
    const before = await epoch();

    const beyond = await debit(2, 20, { user: 'ada' });

    expect(beyond).toMatchObject({ kind: 'done' });
    expect(await epoch()).toBe(before);
    expect(new Set(await left())).toEqual(new Set([credits(-19), credits(1)]));
  });
});
