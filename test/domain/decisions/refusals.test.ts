/** Refusals that any change may meet, each by its name, at its bound and not before. */

import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { openHoldsMax } from '../../../shared/domain/account/hold.ts';
import { limitsMax } from '../../../shared/domain/account/limit.ts';
import { standingUsagesMax } from '../../../shared/domain/account/standing-usage.ts';
import { amountMaxMicrocredits, fromCredits, microcredits } from '../../../shared/domain/amount.ts';
import { formatMillionths, parseMillionths } from '../../../shared/domain/decimal.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import {
  decideAdjustment,
  decideAuthorize,
  decideCapture,
  decideChargeback,
  decideClose,
  decideDebit,
  decideEnd,
  decideEndAutoTopUp,
  decideKeep,
  decideOpen,
  decidePlanChange,
  decidePurchase,
  decideRefund,
  decideRelease,
  decideRemoveLimit,
  decideReport,
  decideReversal,
  decideSetAutoTopUp,
  decideSetLimit,
  onAccount,
} from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  openedAccount,
  plan,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const request = requestNamed('key');
const cost = { kind: 'priced', category: 'ai', credits: credits(1) } as const;
const unknown = { kind: 'sku-unknown', sku: 'no.such' } as const;
const holding = { ...request, cost, lifeMs: 1_000, whenExhausted: 'pause' } as const;
const kept = { usageId: 'logs', sku: 'platform.logs', quantity: 1n };
const tariff = { kind: 'tariff', tariff: { credits: credits(1), per: 1, unitMs: 1_000, rateCard: 'card' } } as const;

const account = openedAccount();
const held = changeOf(decideAuthorize(account, holding, context()));
const holdId = held.entry.hold?.holdId ?? '';
const withHold: DecisionContext = context(startMs, { hold: (id) => (id === holdId ? held.entry.hold : undefined) });

type Decide = (account: Account, now: DecisionContext) => Decision;

const every: Readonly<Record<string, Decide>> = {
  adjust: (on, now) => {
    const asks = { ...request, credits: credits(1), direction: 'add', reason: 'r', actor: 'a' } as const;
    return decideAdjustment(on, asks, now);
  },
  authorize: (on, now) => decideAuthorize(on, holding, now),
  capture: (on, now) => decideCapture(on, { ...request, holdId, cost, isLateAllowed: false }, now),
  'change the plan': (on, now) => decidePlanChange(on, { ...request, planId: 'team' }, now),
  'charge back': (on, now) => decideChargeback(on, { ...request, paymentId: 'pi' }, now),
  close: (on, now) => decideClose(on, request, now),
  debit: (on, now) => decideDebit(on, { ...request, cost }, now),
  'end what is kept': (on, now) => decideEnd(on, { ...request, usageId: 'logs' }, now),
  keep: (on, now) => decideKeep(on, { ...request, ...kept, price: tariff }, now),
  open: (on, now) => decideOpen(on, { ...request, accountId: 'acme', planId: 'team' }, now),
  purchase: (on, now) => decidePurchase(on, { ...request, packId: 'burst-100', paymentId: 'pi' }, now),
  refund: (on, now) => decideRefund(on, { ...request, paymentId: 'pi' }, now),
  release: (on, now) => decideRelease(on, { ...request, holdId }, now),
  'remove a limit': (on, now) => decideRemoveLimit(on, { ...request, limitId: 'ada' }, now),
  report: (on, now) => decideReport(on, { ...request, holdId, used: credits(1) }, now),
  reverse: (on, now) => decideReversal(on, { ...request, seq: 1 }, now),
  'set a limit': (on, now) => {
    const limit = { limitId: 'ada', scope: { category: 'ai' }, credits: credits(1) } as const;
    return decideSetLimit(on, { ...request, ...limit }, now);
  },
  'end top-ups': (on, now) => decideEndAutoTopUp(on, request, now),
  'top up': (on, now) => {
    const autoTopUp = { packId: 'burst-100', threshold: credits(1), maxPerCycle: 1 };
    return decideSetAutoTopUp(on, { ...request, autoTopUp }, now);
  },
};

function refusalFor(reason: string, more: object = {}): object {
  return { kind: 'refused', refusal: { reason, ...more } };
}

describe('a closed account', () => {
  const { account: closed } = changeOf(decideClose(account, request, context()));

  it.each(Object.entries(every))('takes nothing any more: %s', (_what, decide) => {
    expect(decide(closed, withHold)).toEqual(refusalFor('account-closed'));
    expect(decide(account, withHold)).not.toEqual(refusalFor('account-closed'));
  });
});

describe('an account that isn’t there', () => {
  it('is that to every command but the opening', () => {
    const decide = onAccount(decideDebit, { ...request, cost });
    expect(decide(undefined, context())).toEqual(refusalFor('account-not-found'));
    expect(decide(account, context()).kind).toBe('change');
  });
});

describe('an SKU without a price', () => {
  it('can’t be charged, set aside or captured, in time or late', () => {
    const late = context(startMs + 5_000, {
      hold: () => held.entry.hold && { ...held.entry.hold, state: 'expired' },
    });
    const capture = { ...request, holdId, cost: unknown, isLateAllowed: true };
    const answer = refusalFor('sku-unknown', { sku: 'no.such' });
    expect(decideDebit(account, { ...request, cost: unknown }, context())).toEqual(answer);
    expect(decideAuthorize(account, { ...holding, cost: unknown }, context())).toEqual(answer);
    expect(decideCapture(held.account, capture, withHold)).toEqual(answer);
    expect(decideCapture(account, capture, late)).toEqual(answer);
  });
});

describe('at most so many', () => {
  it('holds are open, and the last of them is', () => {
    const full = { ...account, openHolds: openHoldsMax };
    expect(decideAuthorize(full, holding, context())).toEqual(refusalFor('too-many-holds'));
    expect(decideAuthorize({ ...full, openHolds: openHoldsMax - 1 }, holding, context()).kind).toBe('change');
  });

  it('limits are set; one that is there can be set anew', () => {
    const limits = Array.from({ length: limitsMax }, (_, index) => {
      const none = microcredits(0);
      return { limitId: `limit-${index}`, category: 'ai' as const, credits: credits(1), used: none, held: none };
    });
    const set = (limitId: string, over: Account): Decision => {
      return decideSetLimit(over, { ...request, limitId, scope: { category: 'ai' }, credits: credits(2) }, context());
    };
    expect(set('another', { ...account, limits })).toEqual(refusalFor('too-many-limits'));
    expect(set('limit-3', { ...account, limits }).kind).toBe('change');
    expect(set('another', { ...account, limits: limits.slice(1) }).kind).toBe('change');
  });

  it('things are kept; one that is there can be changed', () => {
    const keep = (usageId: string, over: Account): Decision =>
      decideKeep(over, { ...request, ...kept, usageId, price: tariff }, context());
    const standing = Array.from({ length: standingUsagesMax }, (_, index) => {
      const ahead = { numerator: 0n, denominator: 1n };
      return { ...kept, usageId: `kept-${index}`, tariff: tariff.tariff, ahead };
    });
    expect(keep('another', { ...account, standing })).toEqual(refusalFor('standing-usage-limit'));
    expect(keep('kept-3', { ...account, standing }).kind).toBe('change');
    expect(keep('another', { ...account, standing: standing.slice(1) }).kind).toBe('change');
  });
});

it('an account with open holds isn’t closed', () => {
  expect(decideClose(held.account, request, context())).toEqual(refusalFor('holds-open'));
});

it('what can’t be kept is named, and so is what isn’t', () => {
  for (const kind of ['sku-unknown', 'sku-not-standing'] as const)
    expect(decideKeep(account, { ...request, ...kept, price: { kind } }, context())).toEqual(
      refusalFor(kind, { sku: kept.sku }),
    );
  expect(decideEnd(account, { ...request, usageId: 'none' }, context())).toEqual(
    refusalFor('standing-usage-not-found'),
  );
});

it('a plan without a version in effect can’t renew, and saying so is better than guessing', () => {
  const instant = { nowMs: account.cycle.endMs, plans: catalogueOf(plan({ planId: 'other' })), rateCards: [] };
  expect(() => advance(account, instant)).toThrow(`plan team has no version in effect at ${account.cycle.endMs}`);
});

describe('an amount', () => {
  it('is whole, and the largest is still one', () => {
    expect(() => microcredits(0.5)).toThrow('not a whole number of microcredits: 0.5');
    expect(fromCredits(999_999_999.999999)).toBe(amountMaxMicrocredits);
    expect(fromCredits(-999_999_999.999999)).toBe(-amountMaxMicrocredits);
    expect(fromCredits(1_000_000_000)).toBeUndefined();
  });

  it.each([
    ['0', 0n],
    ['7', 7_000_000n],
    ['0.000001', 1n],
    ['1.5', 1_500_000n],
    ['-1.5', -1_500_000n],
    ['123456789012.000001', 123_456_789_012_000_001n],
  ])('%s is written as it is read', (text, millionths) => {
    expect(parseMillionths(text)).toBe(millionths);
    expect(formatMillionths(millionths)).toBe(text);
  });
});
