/** R15, R17: what ran is paid as far as anything covers it, and of what was reported a tenth of the hold is lost at most. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { available as availableIn } from '../../../shared/domain/account/grant.ts';
import type { Hold } from '../../../shared/domain/account/hold.ts';
import { type Microcredits, microcredits } from '../../../shared/domain/amount.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import {
  decideAuthorize,
  decideCapture,
  decideDebit,
  decideOpen,
  decideReport,
  decideSetLimit,
} from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  debitOf,
  plan,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const runs = Number(process.env['HOLDS'] ?? 2_000);
const lifeMs = 60_000;

const lives = fc.record({
  whenExhausted: fc.constantFrom('complete', 'pause'),
  held: fc.integer({ min: 1, max: 100 }),
  left: fc.integer({ min: 0, max: 60 }),
  cap: fc.integer({ min: 0, max: 40 }),
  /** Parts of the hold that were used by each report, up to ten times all of it. */
  reports: fc.array(
    fc.record({ part: fc.integer({ min: 0, max: 1_000 }), afterMs: fc.integer({ min: 1, max: 7_000 }) }),
    { maxLength: 6 },
  ),
  used: fc.integer({ min: 0, max: 1_000 }),
  isKilled: fc.boolean(),
  limit: fc.option(fc.integer({ min: 100, max: 200 }), { nil: undefined }),
});
type Life = typeof lives extends fc.Arbitrary<infer T> ? T : never;

interface HoldLife {
  readonly hold: Hold;
  /** As it was before the end. */
  readonly before: Account;
  readonly after: Account;
  readonly end: Entry;
  readonly entries: readonly Entry[];
  readonly reported: number;
  readonly used: number;
}

function live({ whenExhausted, held, left, cap, reports, used: part, isKilled, limit }: Life): HoldLife {
  const plans = catalogueOf(plan({ overrun: { policy: 'forgive', cap: credits(cap) } }));
  const at = (nowMs: number, hold?: Hold) => context(nowMs, { plans, hold: () => hold });
  const opened = changeOf(
    decideOpen(
      undefined,
      { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs },
      { nowMs: startMs, plans },
    ),
  );
  const entries: Entry[] = [opened.entry];
  let { account } = opened;
  const keep = (decision: Decision): Entry => {
    const { account: next, entry } = changeOf(decision);
    account = next;
    entries.push(entry);
    return entry;
  };
  if (limit !== undefined)
    keep(
      decideSetLimit(
        account,
        { ...requestNamed('l'), limitId: 'l', scope: { category: 'ai' }, credits: credits(limit + 1_000) },
        at(startMs),
      ),
    );
  const cost = { kind: 'priced', category: 'ai', credits: credits(held) } as const;
  let hold =
    keep(decideAuthorize(account, { ...requestNamed('h'), cost, lifeMs, whenExhausted }, at(startMs))).hold ??
    expect.fail('no hold');
  const spend = availableIn(account.grants) / 1_000_000 - left;
  if (spend > 0) keep(decideDebit(account, debitOf(spend), at(startMs)));
  let nowMs = startMs;
  let reported = 0;
  for (const [index, { part: told, afterMs }] of reports.entries()) {
    nowMs += afterMs;
    const used = microcredits(Math.round((told * held * 1_000_000) / 100));
    reported = Math.max(reported, used);
    const decision = decideReport(
      account,
      { ...requestNamed(`r${index}`), holdId: hold.holdId, used },
      at(nowMs, hold),
    );
    if (decision.kind === 'change') hold = keep(decision).hold ?? hold;
  }
  const before = account;
  if (isKilled) {
    const dueHolds = { holds: [hold], nextMs: Number.POSITIVE_INFINITY };
    const ended = advance(account, { nowMs: startMs + lifeMs, plans, rateCards: [], dueHolds });
    entries.push(...ended.entries);
    const end = ended.entries.at(-1) ?? expect.fail('nothing ended');
    return { hold, before, after: ended.account, end, entries, reported, used: hold.used };
  }
  const used = microcredits(Math.round((part * held * 1_000_000) / 100));
  const paid = { kind: 'priced', credits: used } as const;
  const end = keep(
    decideCapture(
      account,
      { ...requestNamed('c'), holdId: hold.holdId, cost: paid, isLateAllowed: false },
      at(nowMs + 1, hold),
    ),
  );
  return { hold, before, after: account, end, entries, reported, used };
}

function least(...amounts: readonly number[]): number {
  return Math.min(...amounts);
}

describe('a hold of any life', () => {
  it('is charged what ran, as far as hold, balance and cap cover it, and says what is left', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { hold, before, after, end, used } = live(life);
        const covered =
          hold.credits + balanceOf(before).available + Math.max(credits(life.cap) - before.overrun, 0) + hold.overrun;

        expect(end.credits).toBe(least(used, covered));
        expect(end.credits + (end.uncovered ?? 0)).toBe(used);
        expect(balanceOf(after).held).toBe(0);
        expect(balanceOf(after).available).toBe(Math.max(0, hold.credits + balanceOf(before).available - used));
        expect(balanceOf(after).overrun).toBeLessThanOrEqual(Math.max(credits(life.cap), before.overrun));
        expect(end.hold).toMatchObject({ used: end.credits, overrun: 0, pinned: [] });
      }),
      { numRuns: runs },
    );
  });

  it('that was killed is charged what it reported, less a tenth of what was set aside at most', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { end, hold, reported } = live({ ...life, isKilled: true });
        expect(end.credits + (end.uncovered ?? 0)).toBeGreaterThan(reported - hold.credits / 10);
      }),
      { numRuns: runs },
    );
  });

  it('leaves a ledger from which the balance follows', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { after, entries } = live(life);
        const folded = fold(entries);
        expect([folded.available, folded.held, folded.overrun].map(Number)).toEqual([
          balanceOf(after).available,
          balanceOf(after).held,
          balanceOf(after).overrun,
        ]);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  it('settles alike under both policies, where its reports were answered alike', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 0, max: 1_000 }), (life, used) => {
        const [one, other] = (['complete', 'pause'] as const).map((whenExhausted) =>
          live({ ...life, whenExhausted, reports: [], isKilled: false, used }),
        );
        const { credits: charged, uncovered, overrun, slices } = one?.end ?? expect.fail('no end');
        expect(other?.end).toMatchObject({ credits: charged, slices });
        expect([other?.end.uncovered, other?.end.overrun] satisfies (Microcredits | undefined)[]).toEqual([
          uncovered,
          overrun,
        ]);
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });
});
