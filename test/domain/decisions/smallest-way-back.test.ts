/** R26: the smallest way back that a refusal names lets the very same request through, whatever state the account is in. */
import { expect, it } from 'vitest';
import type { Account } from '../../../shared/domain/account/account.ts';
import { affordability } from '../../../shared/domain/decisions/quote-usage.ts';
import type { Refusal } from '../../../shared/domain/decisions/refusal.ts';
import type { Way } from '../../../shared/domain/decisions/way.ts';
import { decideAdjustment, decidePurchase } from '../../support/builders/decisions.ts';
import { credits, requestNamed } from '../../support/builders/fixtures.ts';
import {
  type Asked,
  ask,
  contextOf,
  debited,
  later,
  randomOf,
  type State,
  stateOf,
} from '../../support/builders/random-state.ts';

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
    if (way.kind === 'hold-end' || way.kind === 'limit-reset' || way.kind === 'renewal') {
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
    case 'limit-reset':
    case 'renewal':
      return later(state, way.atMs);
    case 'raise-limits':
      return { ...state, account: raised(state.account, way.limits) };
    case 'payment':
      throw new Error('nobody has a subscription here');
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
function less(state: State, way: Way, { credits: required, category }: Asked): State {
  if (way.kind === 'raise-limits') {
    const [first, ...others] = way.limits;
    if (first === undefined) throw new Error('no limit to raise');
    return { ...state, account: raised(state.account, [{ ...first, credits: first.credits - 1 }, ...others]) };
  }
  const { available } = affordability(state.account, { credits: required, category }, contextOf(state));
  const amount = credits((required - available + state.account.debt - 1) / 1e6);
  if (amount === 0) return state;
  const add = { ...requestNamed('add'), credits: amount, direction: 'add' as const, reason: 'less', actor: 'test' };
  const decision = decideAdjustment(state.account, add, contextOf(state));
  if (decision.kind !== 'change') throw new Error('nothing was added');
  return { ...state, account: decision.account };
}
