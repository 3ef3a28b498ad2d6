/** Work that needs more than there is: what it may overrun, when it is told to pause, and what becomes of that when it ends. */

import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import type { ExhaustionPolicy, Hold } from '../../../shared/domain/account/hold.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decideAuthorize, decideDebit, decideReport, decideSetLimit } from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  debitOf,
  openedAccount,
  plan,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const plans = catalogueOf(plan({ overrun: { policy: 'forgive', cap: credits(50) } }));
const lifeMs = 60_000;
const byAda = { dimensions: { user: 'ada' } };

interface Work {
  readonly account: Account;
  readonly hold: Hold;
}

function at(nowMs: number, hold?: Hold): DecisionContext {
  return context(nowMs, { plans, hold: () => hold });
}

/** Ada's work with 100 credits set aside, on an account of which so many more are left; a limit holds her to `limit`. */
function working(whenExhausted: ExhaustionPolicy, left: number, limit?: number): Work {
  const opened = openedAccount(startMs, plans);
  const scope = { dimension: { name: 'user', value: 'ada' } };
  const limited =
    limit === undefined
      ? opened
      : changeOf(
          decideSetLimit(opened, { ...requestNamed('l'), limitId: 'ada', scope, credits: credits(limit) }, at(startMs)),
        ).account;
  const cost = { kind: 'priced', category: 'ai', credits: credits(100) } as const;
  const command = { ...requestNamed('hold'), cost, lifeMs, whenExhausted, extendBy: credits(20), ...byAda } as const;
  const held = changeOf(decideAuthorize(limited, command, at(startMs)));
  const { account } = changeOf(decideDebit(held.account, debitOf(900 - left), at(startMs + 1)));
  return { account, hold: held.entry.hold ?? expect.fail('no hold') };
}

function report({ account, hold }: Work, used: number, leftMin?: number): Decision {
  const least = leftMin === undefined ? {} : { leftMin: credits(leftMin) };
  const command = { ...requestNamed(`report ${used}`), holdId: hold.holdId, used: credits(used), ...least };
  return decideReport(account, command, at(startMs + 2, hold));
}

function extend(decision: Decision): Work {
  const { account, entry } = changeOf(decision);
  return { account, hold: entry.hold ?? expect.fail('no hold') };
}

describe('work that may go on', () => {
  it('overruns up to the plan’s cap, and not a microcredit beyond', () => {
    expect(report(working('complete', 0), 150)).toMatchObject({
      entry: { decision: 'continue', uncovered: credits(50) },
    });
    const paused = changeOf(report(working('complete', 0), 150.000001));
    expect(paused.entry).toMatchObject({ decision: 'pause', credits: 0 });
    expect(balanceOf(paused.account).overrun).toBe(0);
  });

  it('overruns further, report by report', () => {
    const first = extend(report(working('complete', 0), 110));
    const second = extend(report(first, 140));

    expect([balanceOf(first.account).overrun, balanceOf(second.account).overrun]).toEqual([credits(10), credits(40)]);
    expect(second.hold).toMatchObject({ credits: credits(100), overrun: credits(40), used: credits(140) });
  });

  it('doesn’t overrun what a spending limit stops, whatever the cap leaves, at once or bit by bit', () => {
    expect(report(working('complete', 0, 120), 120)).toMatchObject({ entry: { decision: 'continue' } });
    expect(report(working('complete', 0, 120), 120.000001)).toMatchObject({ entry: { decision: 'pause' } });
    const first = extend(report(working('complete', 0, 120), 115));
    expect(first.hold.overrun).toBe(credits(15));
    expect(report(first, 120)).toMatchObject({ entry: { decision: 'continue' } });
    expect(report(first, 121)).toMatchObject({ kind: 'reported', decision: 'pause' });
  });

  it('sets aside no more than a spending limit leaves', () => {
    expect(report(working('complete', 500, 120), 120)).toMatchObject({ entry: { decision: 'continue' } });
    expect(report(working('complete', 500, 120), 121)).toMatchObject({
      entry: { decision: 'pause', credits: credits(20) },
    });
  });

  it('is charged what it overran when its time is up', () => {
    const { account, hold } = extend(report(working('complete', 0), 130));
    const dueHolds = { holds: [hold], nextMs: Number.POSITIVE_INFINITY };
    const { account: ended, entries } = advance(account, { nowMs: startMs + lifeMs, plans, rateCards: [], dueHolds });

    expect(entries).toMatchObject([
      { type: 'hold-expiry', credits: credits(130), overrun: credits(30), uncoveredBefore: credits(30) },
    ]);
    expect(balanceOf(ended)).toMatchObject({ available: 0, held: 0, overrun: credits(30) });
    expect(ended.heldOverrun).toBe(0);
  });
});

describe('work that is told to pause', () => {
  it('is told so again without another write', () => {
    const paused = extend(report(working('pause', 0), 130));

    expect(report(paused, 130)).toMatchObject({ kind: 'reported', decision: 'pause' });
    expect(report(paused, 139)).toMatchObject({ kind: 'reported', decision: 'pause' });
    // Once it tells of a tenth more of what is set aside, that is kept.
    expect(report(paused, 140)).toMatchObject({ entry: { type: 'report', decision: 'pause' } });
  });

  it('is not while it is funded, though nothing more can be set aside for it', () => {
    expect(report(working('pause', 0), 90, 30)).toMatchObject({ entry: { type: 'report', decision: 'continue' } });
  });
});

it('nothing is brought past a hold’s end by somebody who didn’t look for it', () => {
  const { account } = working('pause', 0);

  expect(() => advance(account, { nowMs: startMs + lifeMs, plans, rateCards: [] })).toThrow('nobody looked for them');
  expect(advance(account, { nowMs: startMs + lifeMs - 1, plans, rateCards: [] }).entries).toEqual([]);
});
