/** Days and weeks of limits that pass without anybody, and instants that they share with other things that become due. */
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { periodAt } from '../../../shared/domain/account/limit-period.ts';
import type { LimitScope } from '../../../shared/domain/account/limit-scope.ts';
import { advance, dueAtMs } from '../../../shared/domain/transitions/advance.ts';
import { decideAuthorize, decideDebit, decideOpen, decideSetLimit } from '../../support/builders/decisions.ts';
import { changeOf, context, credits, dayMs, debitOf, plans, requestNamed } from '../../support/builders/fixtures.ts';

const timeZone = 'America/New_York';
/** Noon in New York, and the midnight after it. */
const startMs = Date.parse('2026-11-02T17:00:00.000Z');
const midnightMs = Date.parse('2026-11-03T05:00:00.000Z');
const byAda = { dimensions: { user: 'ada' } };
const each: LimitScope = { dimension: { name: 'user', each: true }, period: 'day' };

function limited(scope: LimitScope, more: object = {}): Account {
  const open = { ...requestNamed('open'), accountId: 'acme', planId: 'team', timeZone };
  const { account } = changeOf(decideOpen(undefined, open, { nowMs: startMs, plans }));
  const limit = { ...requestNamed('limit'), limitId: 'a', scope, credits: credits(100), ...more };
  const set = changeOf(decideSetLimit(account, limit, context(startMs))).account;
  return changeOf(decideDebit(set, { ...debitOf(60), ...byAda }, context(startMs))).account;
}

describe('a limit’s day', () => {
  it('is due at its midnight, and leaves no entry', () => {
    const account = limited({ period: 'day' });
    const before = advance(account, { nowMs: midnightMs - 1, plans, rateCards: [] });
    const after = advance(account, { nowMs: midnightMs, plans, rateCards: [] });

    expect(dueAtMs(account)).toBe(midnightMs);
    expect(before.account.limits).toMatchObject([{ used: credits(60) }]);
    expect(after).toMatchObject({ entries: [], account: { lastAtMs: midnightMs, limits: [{ used: 0 }] } });
  });

  it('passes fifty years with no more entries than there are without it', () => {
    const nowMs = startMs + 50 * 365.25 * dayMs;
    const passed = (account: Account) => advance(account, { nowMs, plans, rateCards: [] });
    const { account, entries } = passed(limited(each));
    const { limits: _none, ...plain } = limited(each);

    expect(entries).toHaveLength(passed({ ...plain, limits: [] }).entries.length);
    expect(account.limits).toMatchObject([
      { values: [], span: { untilMs: periodAt('day', nowMs, timeZone).endMs, afterSeq: account.seq } },
    ]);
    expect(account.lastAtMs).toBeLessThanOrEqual(nowMs);
  });

  it('counts a hold that expires in the very instant in the new day', () => {
    const cost = { kind: 'priced', category: 'ai', credits: credits(20) } as const;
    const lifeMs = midnightMs - startMs;
    const work = { ...requestNamed('h'), cost, lifeMs, whenExhausted: 'pause', ...byAda } as const;
    const { account, entry } = changeOf(decideAuthorize(limited(each), work, context(startMs)));
    const hold = entry.hold ?? expect.fail('no hold');
    const dueHolds = { holds: [{ ...hold, used: credits(7) }], nextMs: Number.POSITIVE_INFINITY };

    const after = advance(account, { nowMs: midnightMs, plans, rateCards: [], dueHolds });

    expect(after.entries).toMatchObject([{ type: 'hold-expiry', atMs: midnightMs, credits: credits(7) }]);
    expect(after.account.limits).toMatchObject([{ values: [{ value: 'ada', used: credits(7), held: 0 }] }]);
  });

  it('is over with the limit, when that ends first', () => {
    const account = limited(each, { endsAtMs: midnightMs - 5 });

    expect(dueAtMs(account)).toBe(midnightMs - 5);
    expect(advance(account, { nowMs: midnightMs - 6, plans, rateCards: [] }).account.limits).toHaveLength(1);
    expect(advance(account, { nowMs: midnightMs - 5, plans, rateCards: [] }).account.limits).toEqual([]);
  });
});
