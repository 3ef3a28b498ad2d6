/**
 * R26: gate, quote, debit and authorization say the same of an amount, whatever state the account is in; and of a refusal, doing
 * exactly the smallest way back lets the very same request through.
 */
import { expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Hold } from '../../../shared/domain/account/hold.ts';
import type { PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import type { Category } from '../../../shared/domain/catalogue/rate-card.ts';
import { gate } from '../../../shared/domain/decisions/check-access.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import { affordability } from '../../../shared/domain/decisions/quote-usage.ts';
import type { Refusal } from '../../../shared/domain/decisions/refusal.ts';
import type { Way } from '../../../shared/domain/decisions/way.ts';
import { present } from '../../../shared/domain/present.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import {
  decideAdjustment,
  decideAuthorize,
  decideDebit,
  decidePurchase,
  decideSetLimit,
} from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  context,
  credits,
  dayMs,
  openedAccount,
  plan,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

const sold = [
  { packId: 'large', credits: credits(500), price: { millionths: 5_000_000, currency: 'USD' } },
  { packId: 'small', credits: credits(70), lifeMs: dayMs, price: { millionths: 1_000_000, currency: 'USD' } },
];
/** Half of the accounts can buy packs; for the others a renewal is the smallest way more often. */
const [selling, bare] = [sold, []].map((packs) =>
  catalogueOf(plan({ credits: credits(300), overrun: { policy: 'carry', cap: credits(100) }, packs })),
);

interface State {
  readonly account: Account;
  readonly holds: readonly Hold[];
  readonly nowMs: number;
  readonly plans: PlanCatalogue;
}

type Random = (below: number) => number;

function randomOf(seed: number): Random {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e37_79b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const categories: readonly Category[] = ['ai', 'infrastructure', 'platform'];
const teams = ['x', 'x,y', 'constructor'];

function ask(random: Random) {
  const amount = [0.000001, 1 + random(60), 1 + random(400), 1 + random(1_200)][random(4)] ?? 1;
  const dimensions = random(2) === 0 ? { team: teams[random(3)] ?? 'x' } : undefined;
  const category = categories[random(3)] ?? 'ai';
  return { credits: credits(amount), category, ...present({ dimensions }) };
}

function contextOf({ holds, nowMs, plans }: State) {
  return { ...context(nowMs, { plans }), openHolds: () => holds };
}

/** An account that has come to where it is by decisions, with what they can't easily make set by hand: debt, overrun, closure. */
function stateOf(random: Random): State {
  const plans = (random(2) === 0 ? selling : bare) ?? new Map();
  let state: State = { account: openedAccount(startMs, plans), holds: [], nowMs: startMs + 1, plans };
  const take = (decision: Decision): void => {
    if (decision.kind !== 'change') return;
    const { hold } = decision.entry;
    const holds = hold?.state === 'open' ? [...state.holds, hold] : state.holds;
    state = { ...state, account: decision.account, holds };
  };
  for (let step = 0; step < 2 + random(8); step += 1) {
    const nowMs = state.nowMs + random(2 * 3_600_000);
    state = later(state, nowMs);
    const key = requestNamed(`step-${step}`);
    const charge = ask(random);
    const cost = { kind: 'priced' as const, category: charge.category, credits: charge.credits };
    switch (random(5)) {
      case 0:
        take(decidePurchase(state.account, { ...key, packId: 'small', paymentId: `p-${step}` }, contextOf(state)));
        break;
      case 1: {
        const scope = random(2) === 0 ? { category: charge.category } : { dimension: { name: 'team', value: 'x,y' } };
        const limit = { limitId: `limit-${random(3)}`, scope, credits: credits(1 + random(200)) };
        take(decideSetLimit(state.account, { ...key, ...limit }, contextOf(state)));
        break;
      }
      case 2: {
        const lifeMs = 60_000 + random(dayMs);
        const hold = { cost, lifeMs, whenExhausted: 'pause' as const };
        take(decideAuthorize(state.account, { ...key, ...hold }, contextOf(state)));
        break;
      }
      default:
        take(decideDebit(state.account, { ...key, ...charge, cost }, contextOf(state)));
    }
  }
  const debt = random(4) === 0 ? credits(random(900)) : credits(0);
  const closed = random(20) === 0 && state.holds.length === 0 ? { closedAtMs: state.nowMs } : {};
  return { ...state, account: { ...state.account, debt, ...closed } };
}

function later({ account, holds, plans }: State, nowMs: number): State {
  const dueHolds = { holds, nextMs: Number.POSITIVE_INFINITY };
  const advanced = advance(account, { nowMs, plans, rateCards: [], dueHolds }).account;
  return { account: advanced, holds: holds.filter((hold) => hold.expiresAtMs > nowMs), nowMs, plans };
}

type Asked = ReturnType<typeof ask>;

function debited(state: State, { category, credits: amount, ...rest }: Asked, key: string): Decision {
  const cost = { kind: 'priced' as const, category, credits: amount };
  return decideDebit(state.account, { ...requestNamed(key), ...rest, cost }, contextOf(state));
}

it('gate, quote, debit and authorization agree about the same amount, category and dimensions', () => {
  const seen = new Map<string, number>();
  let quarantined = 0;
  for (let seed = 1; seed <= 10_000; seed += 1) {
    const random = randomOf(seed);
    const state = stateOf(random);
    const question = ask(random);
    const decision = debited(state, question, 'ask');
    const cost = { kind: 'priced' as const, category: question.category, credits: question.credits };
    const work = { ...question, cost, lifeMs: 60_000, whenExhausted: 'pause' as const };
    const held = decideAuthorize(state.account, { ...requestNamed('ask'), ...work }, contextOf(state));
    // What storage answers before anything is decided.
    const quarantine = random(25) === 0 ? { sinceMs: startMs, findings: [] } : undefined;
    const verdict = gate(state.account, question, contextOf(state), quarantine).verdicts[question.category];
    const quote = affordability(state.account, question, contextOf(state), quarantine);
    if (quarantine !== undefined) {
      expect([verdict, quote.obstacle], `state ${seed}`).toMatchObject([
        { reason: 'quarantined' },
        { reason: 'account-quarantined' },
      ]);
      quarantined += 1;
      continue;
    }
    const said = decision.kind === 'refused' ? decision.refusal.reason : 'passes';
    seen.set(said, (seen.get(said) ?? 0) + 1);
    const gateSays = verdict.isAllowed
      ? 'passes'
      : ({ closed: 'account-closed', exhausted: 'insufficient-credits' }[verdict.reason as 'closed'] ?? verdict.reason);
    const authorized = held.kind === 'refused' ? held.refusal.reason : 'passes';
    expect([gateSays, quote.obstacle?.reason ?? 'passes', authorized], `state ${seed}`).toEqual([said, said, said]);
  }
  for (const each of ['passes', 'account-closed', 'limit-reached', 'insufficient-credits'])
    expect(seen.get(each) ?? 0, each).toBeGreaterThan(100);
  expect(quarantined).toBeGreaterThan(100);
}, 120_000);

it('doing exactly the smallest way back lets the very same request through, and a microcredit less does not', () => {
  const taken = new Map<string, number>();
  const wanted = 1_000;
  let refused = 0;
  for (let seed = 1; refused < wanted; seed += 1) {
    const random = randomOf(100_000 + seed);
    const state = stateOf(random);
    const question = ask(random);
    const decision = debited(state, question, 'first');
    if (decision.kind !== 'refused') continue;
    refused += 1;
    const [way] = waysOf(decision.refusal);
    taken.set(way?.kind ?? 'none', (taken.get(way?.kind ?? 'none') ?? 0) + 1);
    if (way === undefined) continue;
    expect(debited(done(state, way), question, 'second').kind, `refusal ${seed}, ${way.kind}`).toBe('change');
    if (way.kind === 'hold-end' || way.kind === 'renewal') {
      expect(debited(later(state, way.atMs - 1), question, 'second').kind, `refusal ${seed}, too soon`).toBe('refused');
    } else {
      expect(debited(less(state, way, question), question, 'second').kind, `refusal ${seed}, less`).toBe('refused');
    }
  }
  for (const kind of ['hold-end', 'raise-limits', 'packs', 'renewal', 'none'])
    expect(taken.get(kind) ?? 0, kind).toBeGreaterThan(20);
}, 120_000);

function waysOf(refusal: Refusal): readonly Way[] {
  return 'restore' in refusal ? (refusal.restore?.ways ?? []) : [];
}

function raised(account: Account, limits: readonly { readonly limitId: string; readonly credits: number }[]): Account {
  const byId = new Map(limits.map((limit) => [limit.limitId, limit.credits]));
  const set = account.limits.map((limit) => ({
    ...limit,
    credits: credits((byId.get(limit.limitId) ?? limit.credits) / 1e6),
  }));
  return { ...account, limits: set };
}

/** Does what the way says, and nothing else, by the decisions that carry it out. */
function done(state: State, way: Way): State {
  switch (way.kind) {
    case 'hold-end':
    case 'renewal':
      return later(state, way.atMs);
    case 'raise-limits':
      return { ...state, account: raised(state.account, way.limits) };
    case 'packs': {
      let current = state;
      for (let bought = 0; bought < way.count; bought += 1) {
        const purchase = { ...requestNamed(`buy-${bought}`), packId: way.packId, paymentId: `w-${bought}` };
        const decision = decidePurchase(current.account, purchase, contextOf(current));
        if (decision.kind !== 'change') throw new Error(`${way.packId} can't be bought`);
        current = { ...current, account: decision.account };
      }
      return current;
    }
    default:
      return way satisfies never;
  }
}

/** A microcredit less than what is missing; a limit a microcredit lower. */
function less(state: State, way: Way, { credits: required }: Asked): State {
  if (way.kind === 'raise-limits') {
    const [first, ...others] = way.limits;
    if (first === undefined) throw new Error('no limit to raise');
    return { ...state, account: raised(state.account, [{ ...first, credits: first.credits - 1 }, ...others]) };
  }
  const { available } = affordability(state.account, { credits: required }, contextOf(state));
  const amount = credits((required - available + state.account.debt - 1) / 1e6);
  if (amount === 0) return state;
  const add = { ...requestNamed('add'), credits: amount, direction: 'add' as const, reason: 'less', actor: 'test' };
  const decision = decideAdjustment(state.account, add, contextOf(state));
  if (decision.kind !== 'change') throw new Error('nothing was added');
  return { ...state, account: decision.account };
}
