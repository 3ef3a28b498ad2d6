/** An account with one hold, and what can be done with it, in few words. */
import { expect } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import type { ExhaustionPolicy, Hold } from '../../../shared/domain/account/hold.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { minuteMs } from '../../../shared/domain/time.ts';
import { decideAuthorize, decideCapture, decideDebit, decideReport } from './decisions.ts';
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
} from './fixtures.ts';

export const plans = catalogueOf(plan({ overrun: { policy: 'forgive', cap: credits(50) } }));

/** An account with 1,000 credits and one hold on them. */
export function holding(
  amount: number,
  over: { policy?: ExhaustionPolicy; extendBy?: number; lifeMs?: number; atMs?: number } = {},
): {
  readonly account: Account;
  readonly hold: Hold;
} {
  const { policy = 'pause', extendBy = amount, lifeMs = minuteMs, atMs = startMs } = over;
  const opened = openedAccount(startMs, plans);
  const command = {
    ...requestNamed('hold'),
    cost: { kind: 'priced', category: 'ai', credits: credits(amount) },
    lifeMs,
    whenExhausted: policy,
    extendBy: credits(extendBy),
  } as const;
  const { account, entry } = changeOf(decideAuthorize(opened, command, at(atMs)));
  return { account, hold: entry.hold ?? expect.fail('no hold') };
}

export function at(nowMs: number, hold?: Hold): DecisionContext {
  return context(nowMs, { plans, hold: (holdId) => (holdId === hold?.holdId ? hold : undefined) });
}

export function report(account: Account, hold: Hold, used: number, nowMs = startMs + 1): Decision {
  return decideReport(
    account,
    { ...requestNamed('report'), holdId: hold.holdId, used: credits(used) },
    at(nowMs, hold),
  );
}

export function capture(
  account: Account,
  hold: Hold,
  used: number,
  nowMs = startMs + 2,
  isLateAllowed = false,
): Decision {
  const cost = { kind: 'priced', credits: credits(used) } as const;
  return decideCapture(
    account,
    { ...requestNamed('capture'), holdId: hold.holdId, cost, isLateAllowed },
    at(nowMs, hold),
  );
}

export function spend(account: Account, amount: number): Account {
  return changeOf(decideDebit(account, debitOf(amount), at(startMs + 1))).account;
}
