/** Lives of a hold: opened, reported and ended in any way. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { available as availableIn } from '../../../shared/domain/account/grant.ts';
import type { Hold } from '../../../shared/domain/account/hold.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decideAuthorize, decideCapture, decideDebit, decideOpen, decideReport, decideSetLimit } from './decisions.ts';
import { catalogueOf, changeOf, context, credits, debitOf, plan, requestNamed, startMs } from './fixtures.ts';

const lifeMs = 60_000;

export const lives = fc.record({
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

export function live({ whenExhausted, held, left, cap, reports, used: part, isKilled, limit }: Life): HoldLife {
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
