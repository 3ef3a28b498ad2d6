/** Accounts in random states, and random requests of them. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Hold } from '../../../shared/domain/account/hold.ts';
import type { PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import type { Category } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import { present } from '../../../shared/domain/present.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { decideAdjustment, decideAuthorize, decideDebit, decidePurchase, decideSetLimit } from './decisions.ts';
import { catalogueOf, context, credits, dayMs, openedAccount, plan, requestNamed, startMs } from './fixtures.ts';

const sold = [
  { packId: 'large', credits: credits(500), price: { millionths: 5_000_000, currency: 'USD' } },
  { packId: 'small', credits: credits(70), lifeMs: dayMs, price: { millionths: 1_000_000, currency: 'USD' } },
];
/** Half of the accounts can buy packs; for the others a renewal is the smallest way more often. */
const [selling, bare] = [sold, []].map((packs) =>
  catalogueOf(plan({ credits: credits(300), overrun: { policy: 'carry', cap: credits(100) }, packs })),
);

export interface State {
  readonly account: Account;
  readonly holds: readonly Hold[];
  readonly nowMs: number;
  readonly plans: PlanCatalogue;
}

type Random = (below: number) => number;

export function randomOf(seed: number): Random {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_507) + 0x9e37_79b9) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

const categories: readonly Category[] = ['ai', 'infrastructure', 'platform'];
const teams = ['x', 'x,y', 'constructor'];

export function ask(random: Random) {
  const amount = [0.000001, 1 + random(60), 1 + random(400), 1 + random(1_200)][random(4)] ?? 1;
  const dimensions = random(2) === 0 ? { team: teams[random(3)] ?? 'x' } : undefined;
  const category = categories[random(3)] ?? 'ai';
  return { credits: credits(amount), category, ...present({ dimensions }) };
}

export function contextOf({ holds, nowMs, plans }: State) {
  return { ...context(nowMs, { plans }), openHolds: () => holds };
}

/** An account that has come to where it is by decisions, with what they can't easily make set by hand: debt, overrun, closure. */
export function stateOf(random: Random): State {
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
  if (random(3) === 0) {
    const gift = {
      credits: credits(1 + random(300)),
      category: categories[random(3)] ?? 'ai',
      reason: 'r',
      actor: 'a',
    };
    take(decideAdjustment(state.account, { ...requestNamed('gift'), ...gift, direction: 'add' }, contextOf(state)));
  }
  const debt = random(4) === 0 ? credits(random(900)) : credits(0);
  const closed = random(20) === 0 && state.holds.length === 0 ? { closedAtMs: state.nowMs } : {};
  return { ...state, account: { ...state.account, debt, ...closed } };
}

export function later({ account, holds, plans }: State, nowMs: number): State {
  const dueHolds = { holds, nextMs: Number.POSITIVE_INFINITY };
  const advanced = advance(account, { nowMs, plans, rateCards: [], dueHolds }).account;
  return { account: advanced, holds: holds.filter((hold) => hold.expiresAtMs > nowMs), nowMs, plans };
}

export type Asked = ReturnType<typeof ask>;

export function debited(state: State, { category, credits: amount, ...rest }: Asked, key: string): Decision {
  const cost = { kind: 'priced' as const, category, credits: amount };
  return decideDebit(state.account, { ...requestNamed(key), ...rest, cost }, contextOf(state));
}
