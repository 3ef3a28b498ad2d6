/** Limits by policy under writers that share nothing but the table: passed by nobody, and counted to the microcredit. */
import { beforeEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../shared/domain/time.ts';
import { authorizeHold } from '../../shared/operations/authorize-hold.ts';
import { captureHold } from '../../shared/operations/capture-hold.ts';
import { credits, startMs } from '../support/builders/fixtures.ts';
import { type IsolatedWriters, isolatedWriters, writers } from '../support/builders/isolated-writers.ts';

let account: IsolatedWriters;
beforeEach(async () => {
  account = await isolatedWriters();
});

describe('sixty-four writers at once', () => {
  it('pass no user’s limit, though nobody has named the users', async () => {
    const { set, debit, settled } = account;
    await set('each', { dimension: { name: 'user', each: true }, period: 'day' }, 5);
    const users = ['ada', 'bob', 'cy', 'dee'];

    const all = await Promise.all(
      Array.from({ length: writers * 2 }, (_none, writer) => debit(writer, 1, { user: users[writer % 4] ?? '' })),
    );

    expect(all.filter(({ kind }) => kind === 'done')).toHaveLength(20);
    expect(all.filter((each) => each.kind === 'refused' && each.refusal.reason === 'limit-reached')).toHaveLength(108);
    const { counters } = await settled(startMs + 1);
    expect(counters.map(({ used }) => used)).toEqual(users.map(() => credits(5)));
  });

  it('pass neither a prefix’s limit nor a day’s, before midnight or after', async () => {
    const { set, debit, settled } = account;
    await set('opus', { dimension: { name: 'model', prefix: 'opus-4' }, period: 'week' }, 30);
    await set('day', { period: 'day' }, 20);
    const models = ['opus-4', 'opus-4-1', 'haiku'];
    const burst = (nowMs: number) =>
      Promise.all(
        Array.from({ length: writers }, (_none, writer) =>
          debit(writer, 1, { model: models[writer % 3] ?? '' }, nowMs),
        ),
      );

    const today = await burst(startMs + 1);
    const tomorrow = await burst(startMs + dayMs);
    // The first of November 2026 is a Sunday.
    const { counters } = await settled(startMs + dayMs);

    expect([today, tomorrow].map((all) => all.filter(({ kind }) => kind === 'done').length)).toEqual([20, 20]);
    expect(counters.find(({ limitId }) => limitId === 'day')?.used).toBe(credits(20));
  });

  it('lose nothing of a limit when some are before midnight by their clocks and some after', async () => {
    const { set, debit, settled } = account;
    await set('each', { dimension: { name: 'user', each: true }, period: 'day' }, 8);
    const aboutMidnight = (writer: number): number => startMs + dayMs + (writer % 2 === 0 ? -1 : 1);

    await Promise.all(
      Array.from({ length: writers }, (_none, writer) => debit(writer, 1, { user: 'ada' }, aboutMidnight(writer))),
    );

    const { counters } = await settled(startMs + dayMs + 1);
    expect(counters).toMatchObject([{ value: 'ada', used: credits(8) }]);
  });

  it('set aside no more for one user than there is, and free what they don’t use', async () => {
    const { storeOf, asked, set, settled } = account;
    await set('each', { dimension: { name: 'user', each: true } }, 10);
    const begun = await Promise.all(
      Array.from({ length: writers }, (_none, writer) =>
        authorizeHold(
          storeOf(writer),
          {
            ...asked(startMs + 1),
            charge: { credits: credits(2), category: 'ai' },
            lifeMs: 60_000,
            whenExhausted: 'pause',
            dimensions: { user: writer % 2 === 0 ? 'ada' : 'bob' },
          },
          startMs + 1,
        ),
      ),
    );
    const holds = begun.flatMap((each) => (each.kind === 'done' ? (each.value.hold?.holdId ?? []) : []));
    expect(holds).toHaveLength(10);

    await Promise.all(
      holds.map((holdId, writer) =>
        captureHold(
          storeOf(writer),
          { ...asked(startMs + 2), holdId, charge: { credits: credits(1) }, isLateAllowed: false },
          startMs + 2,
        ),
      ),
    );

    const { counters } = await settled(startMs + 2);
    expect(counters).toMatchObject([
      { used: credits(5), held: 0 },
      { used: credits(5), held: 0 },
    ]);
  });

  it('count a hundred users and not one more, and change nothing for the others', async () => {
    const { set, debit, settled } = account;
    await set('each', { dimension: { name: 'user', each: true } }, 3);

    const all = await Promise.all(
      Array.from({ length: 128 }, (_none, writer) => debit(writer, 1, { user: `user-${writer}` })),
    );

    const refused = all.filter((each) => each.kind === 'refused');
    expect(refused.map(({ refusal }) => refusal.reason)).toEqual(
      Array.from({ length: 28 }, () => 'too-many-limit-values'),
    );
    expect((await settled(startMs + 1)).counters).toHaveLength(100);
  });
});
