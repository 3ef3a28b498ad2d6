/** Refusals that any change may meet, each by its name, at its bound and not before. */
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
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
import { catalogueOf, changeOf, context, credits, plan, startMs } from '../../support/builders/fixtures.ts';
import { account, cost, holding, kept, refusalFor, request, tariff } from '../../support/builders/small-requests.ts';

const unknown = { kind: 'sku-unknown', sku: 'no.such' } as const;

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
