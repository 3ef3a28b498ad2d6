/** Limits on what one user, or one category, may use of the balance in a cycle. */

import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Hold } from '../../../shared/domain/account/hold.ts';
import type { LimitScope } from '../../../shared/domain/account/limit-scope.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { minuteMs } from '../../../shared/domain/time.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import {
  decideAuthorize,
  decideCapture,
  decideDebit,
  decideReport,
  decideReversal,
  decideSetLimit,
} from '../../support/builders/decisions.ts';
import {
  changeOf,
  context,
  credits,
  debitOf,
  openedAccount,
  plans,
  renewsAtMs,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

function at(nowMs: number, hold?: Hold): DecisionContext {
  return context(nowMs, { hold: (holdId) => (holdId === hold?.holdId ? hold : undefined) });
}

describe('a spending limit', () => {
  const ada = { dimension: { name: 'user', value: 'ada' } };
  const byAda = { dimensions: { user: 'ada' } };
  const limited = changeOf(
    decideSetLimit(
      openedAccount(startMs),
      { ...requestNamed('l'), limitId: 'ada', scope: ada, credits: credits(100) },
      at(startMs),
    ),
  ).account;

  it('refuses what goes beyond it, by name, and lets everybody else through', () => {
    const { account } = changeOf(decideDebit(limited, { ...debitOf(80), ...byAda }, at(startMs)));
    expect(decideDebit(account, { ...debitOf(21), ...byAda }, at(startMs))).toMatchObject({
      kind: 'refused',
      refusal: { reason: 'limit-reached', limitId: 'ada', available: credits(20), required: credits(21), renewsAtMs },
    });
    expect(decideDebit(account, debitOf(500), at(startMs))).toMatchObject({ kind: 'change' });
  });

  it('lets through what it has room for to the last microcredit', () => {
    expect(decideDebit(limited, { ...debitOf(100), ...byAda }, at(startMs))).toMatchObject({ kind: 'change' });
    expect(decideDebit(limited, { ...debitOf(100.000001), ...byAda }, at(startMs)).kind).toBe('refused');
  });

  it('is named where it is the tightest of several that are reached', () => {
    const scopes = [
      ['all of ai', { category: 'ai' }, 90],
      ['tight', { category: 'ai', ...ada }, 60],
      ['wide', ada, 95],
    ] as const;
    const account = scopes.reduce((before, [limitId, scope, amount]) => {
      const command = { ...requestNamed(limitId), limitId, scope, credits: credits(amount) };
      return changeOf(decideSetLimit(before, command, at(startMs))).account;
    }, limited);

    expect(decideDebit(account, { ...debitOf(99), ...byAda }, at(startMs))).toMatchObject({
      refusal: { limitId: 'tight', available: credits(60) },
    });
    expect(
      decideDebit({ ...account, limits: account.limits.toReversed() }, { ...debitOf(99), ...byAda }, at(startMs)),
    ).toMatchObject({ refusal: { limitId: 'tight' } });
  });

  it('gets back what is reversed of its own cycle’s use, and nothing of the cycle before', () => {
    const spent = changeOf(decideDebit(limited, { ...debitOf(60), ...byAda }, at(startMs)));
    const undo = { ...requestNamed('undo'), seq: spent.entry.seq };
    const reversed = (account: Account, nowMs: number): Account =>
      changeOf(decideReversal(account, undo, { ...at(nowMs), entry: () => spent.entry })).account;
    const next = advance(spent.account, { nowMs: renewsAtMs, plans, rateCards: [] }).account;
    const again = changeOf(decideDebit(next, { ...debitOf(70), ...byAda }, at(renewsAtMs))).account;

    expect(reversed(spent.account, startMs + 1).limits).toMatchObject([{ used: 0 }]);
    expect(reversed(again, renewsAtMs + 1).limits).toMatchObject([{ used: credits(70) }]);
  });

  it('goes on counting when its amount changes, and begins anew for another scope', () => {
    const { account } = changeOf(decideDebit(limited, { ...debitOf(60), ...byAda }, at(startMs)));
    const usedFor = (scope: LimitScope): number | undefined => {
      const command = { ...requestNamed('again'), limitId: 'ada', scope, credits: credits(200) };
      return changeOf(decideSetLimit(account, command, at(startMs))).account.limits[0]?.used;
    };

    expect(usedFor(ada)).toBe(credits(60));
    expect(usedFor({ dimension: { name: 'team', value: 'ada' } })).toBe(0);
    expect(usedFor({ dimension: { name: 'user', value: 'bob' } })).toBe(0);
    expect(usedFor({ ...ada, category: 'ai' })).toBe(0);
  });

  it('counts open holds, and begins anew with the cycle', () => {
    const cost = { kind: 'priced', category: 'ai', credits: credits(90) } as const;
    const command = { ...requestNamed('h'), cost, lifeMs: minuteMs, whenExhausted: 'pause', ...byAda } as const;
    const { account, entry } = changeOf(decideAuthorize(limited, command, at(startMs)));
    expect(decideDebit(account, { ...debitOf(11), ...byAda }, at(startMs))).toMatchObject({
      refusal: { reason: 'limit-reached' },
    });
    const held = entry.hold ?? expect.fail('no hold');
    expect(
      decideReport(account, { ...requestNamed('r'), holdId: held.holdId, used: credits(120) }, at(startMs + 1, held)),
    ).toMatchObject({
      kind: 'change',
      entry: { decision: 'pause', credits: credits(10) },
    });
    const used = { kind: 'priced', credits: credits(50) } as const;
    const settle = { ...requestNamed('c'), holdId: held.holdId, cost: used, isLateAllowed: false };
    const captured = changeOf(decideCapture(account, settle, at(startMs + 2, held))).account;
    expect(captured.limits).toMatchObject([{ used: credits(50), held: 0 }]);
    const next = advance(captured, { nowMs: renewsAtMs, plans, rateCards: [] }).account;
    expect(next.limits).toMatchObject([{ used: 0, held: 0 }]);
  });
});
