/** Plans, accounts and commands that tests start from. Times are fixed: 1 November 2026, UTC. */
import type { Account } from '../../../shared/domain/account/account.ts';
import { type Microcredits, microcredits, noCredits } from '../../../shared/domain/amount.ts';
import type { Plan, PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import type { Debit } from '../../../shared/domain/decisions/debit-credits.ts';
import type { Decision, Request } from '../../../shared/domain/decisions/decision.ts';
import { type DecisionContext, findingsIn } from '../../../shared/domain/decisions/needs.ts';
import type { Mark } from '../../../shared/domain/ledger/mark.ts';
import { decideOpen } from './decisions.ts';

export const startMs = Date.parse('2026-11-01T00:00:00.000Z');
export const secondMs = 1_000;
export const dayMs = 86_400_000;
/** The end of the first cycle of an account that is opened at `startMs`. */
export const renewsAtMs = startMs + 30 * dayMs;

export function credits(amount: number): Microcredits {
  return microcredits(Math.round(amount * 1_000_000));
}

/** So many dollars. */
export function usd(amount: number): { readonly millionths: number; readonly currency: string } {
  return { millionths: amount * 1_000_000, currency: 'USD' };
}

export function plan(overrides: Partial<Plan> = {}): Plan {
  return {
    planId: 'team',
    version: '2026-01-01',
    effectiveFromMs: 0,
    publishedAtMs: 0,
    credits: credits(1_000),
    cadence: 'month',
    lowBalanceThresholds: [],
    overrun: { policy: 'forgive', cap: noCredits },
    packs: [
      { packId: 'burst-1000', credits: credits(1_000), price: { millionths: 12_000_000, currency: 'USD' } },
      { packId: 'burst-100', credits: credits(100), price: { millionths: 2_000_000, currency: 'USD' } },
      { packId: 'day-100', credits: credits(100), lifeMs: dayMs, price: { millionths: 1_500_000, currency: 'USD' } },
    ],
    ...overrides,
  };
}

export function catalogueOf(...plans: readonly Plan[]): PlanCatalogue {
  const catalogue = new Map<string, Plan[]>();
  for (const each of plans) catalogue.set(each.planId, [...(catalogue.get(each.planId) ?? []), each]);
  return catalogue;
}

export const plans = catalogueOf(plan());

/** The facts that a ledger is known to hold, for decisions to find what they have looked up. */
export interface Known extends Partial<Pick<DecisionContext, 'plans' | 'rateCards' | 'entry' | 'hold'>> {
  readonly marks?: ReadonlyMap<string, Mark>;
}

export function context(nowMs = startMs, known: Known = {}): DecisionContext {
  const { marks, entry = () => undefined, hold = () => undefined, ...rules } = known;
  return { nowMs, plans, rateCards: [], ...rules, ...findingsIn({ mark: (mark) => marks?.get(mark), entry, hold }) };
}

export function requestNamed(key: string): {
  readonly caller: string;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
} {
  return { caller: 'test', idempotencyKey: key, fingerprint: `of-${key}` };
}

export function debitOf(amount: number, key = 'debit'): Debit & Request {
  return { ...requestNamed(key), cost: { kind: 'priced', category: 'ai', credits: credits(amount) } };
}

/** An account with 1,000 credits, opened at the start of November. */
export function openedAccount(nowMs = startMs, catalogue = plans): Account {
  const command = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  return changeOf(decideOpen(undefined, command, { nowMs, plans: catalogue })).account;
}

/** The change that a decision made; fails the test if it was refused. */
export function changeOf(decision: Decision): Extract<Decision, { kind: 'change' }> {
  if (decision.kind !== 'change') throw new Error(`expected a change, got ${JSON.stringify(decision)}`);
  return decision;
}

/** Fifty credits by hand. */
export const gift = {
  ...requestNamed('gift'),
  credits: credits(50),
  reason: 'trial',
  actor: 'ada',
  direction: 'add',
} as const;
