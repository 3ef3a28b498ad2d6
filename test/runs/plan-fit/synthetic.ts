/**
 * Accounts whose best plan is known without a replay: a ladder of plans, months of use at about one level, and what each plan
 * would cost for it, by a formula. What they live through is lived by the decisions of the service.
 */

import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { noDueHolds } from '../../../shared/domain/account/hold.ts';
import { type Microcredits, microcredits } from '../../../shared/domain/amount.ts';
import type { Pack, Plan, PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import {
  decideAuthorize,
  decideCapture,
  decideDebit,
  decideOpen,
  decidePurchase,
} from '../../support/builders/decisions.ts';
import {
  catalogueOf,
  changeOf,
  context,
  credits,
  plan,
  requestNamed,
  startMs,
} from '../../support/builders/fixtures.ts';

export interface Synthetic {
  readonly plans: PlanCatalogue;
  /** Credits used, by month. */
  readonly months: readonly number[];
  readonly presentId: string;
  readonly bestId: string;
}

/** A plan counts as known to be the best if the next best costs so much more, at least. */
const marginMin = 1.1;
const triesMax = 1_000;

export function makeSynthetic(random: () => number, monthCount: number): Synthetic {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const ladder = makeLadder(random);
    const level = 50 * 400 ** random();
    const spread = 0.1 + 0.3 * random();
    const months = Array.from({ length: monthCount }, () => level * (1 + spread * (2 * random() - 1)));
    const costs = ladder
      .map((each) => ({ planId: each.planId, cost: months.reduce((sum, used) => sum + costOf(each, used), 0) }))
      .sort((a, b) => a.cost - b.cost);
    const [best, next] = costs;
    const present = ladder[Math.floor(random() * ladder.length)];
    if (best === undefined || next === undefined || present === undefined) throw new Error('a ladder without plans');
    if (next.cost < best.cost * marginMin) continue;
    return { plans: catalogueOf(...ladder), months, presentId: present.planId, bestId: best.planId };
  }
  throw new Error('no level has a plan that is clearly the best');
}

/** Three to five plans, each of more credits for less a credit, and two packs that are dearer a credit than the first plan. */
function makeLadder(random: () => number): readonly Plan[] {
  const count = 3 + Math.floor(3 * random());
  const plans: Plan[] = [];
  let size = 50 + Math.floor(450 * random());
  let rate = 0.008 + 0.004 * random();
  const small = Math.max(20, Math.round(size * (0.2 + 0.5 * random())));
  const packs = [packOf('small', small, rate * 1.6), packOf('large', small * 5, rate * 1.3)];
  for (let index = 0; index < count; index += 1) {
    const price = { ...dollars(size * rate), interval: 'month' } as const;
    plans.push(plan({ planId: `plan-${index}`, credits: credits(size), price, packs }));
    size = Math.round(size * (2 + 4 * random()));
    rate *= 0.8 + 0.15 * random();
  }
  return plans;
}

function packOf(packId: string, size: number, rate: number): Pack {
  return { packId, credits: credits(size), price: dollars(size * rate) };
}

function dollars(amount: number): { readonly millionths: number; readonly currency: string } {
  return { millionths: Math.round(amount * 100) * 10_000, currency: 'USD' };
}

/** List price and the cheapest packs that cover the rest, however they are mixed. */
function costOf(of: Plan, used: number): number {
  const [small, large] = of.packs;
  const missing = Math.max(0, used * 1e6 - of.credits);
  if (small === undefined || large === undefined) throw new Error('a plan without packs');
  const most = Math.ceil(missing / large.credits);
  const mixes = Array.from({ length: most + 1 }, (_, larges) => {
    const smalls = Math.ceil(Math.max(0, missing - larges * large.credits) / small.credits);
    return larges * (large.price?.millionths ?? 0) + smalls * (small.price?.millionths ?? 0);
  });
  return (of.price?.millionths ?? 0) + Math.min(...mixes);
}

interface Life {
  account: Account;
  readonly entries: Entry[];
}

/** The ledger of an account that used so much, bought some pack whenever it had too little, and went into the month after. */
export function live({ plans, months, presentId }: Synthetic, random: () => number): Life {
  const open = { ...requestNamed('open'), accountId: 'acme', planId: presentId, anchorMs: startMs };
  const { account, entry } = changeOf(decideOpen(undefined, open, { nowMs: startMs, plans }));
  const life: Life = { account, entries: [entry] };
  for (const [month, used] of months.entries()) {
    const [fromMs, untilMs] = [Date.UTC(2026, 10 + month), Date.UTC(2026, 11 + month)];
    const shares = Array.from({ length: 20 + Math.floor(40 * random()) }, () => random() ** 2 + 0.01);
    const all = shares.reduce((sum, share) => sum + share, 0);
    const spanMs = untilMs - fromMs - 2 * hourMs;
    const times = shares.map(() => fromMs + Math.floor(random() * spanMs)).sort((a, b) => a - b);
    let shared = 0;
    let done = credits(0);
    for (const [index, atMs] of times.entries()) {
      shared += shares[index] ?? 0;
      // Rounded as running totals, so that a month comes to what it should.
      const upTo = credits((used * shared) / all);
      const amount = microcredits(upTo - done);
      done = upTo;
      if (amount > 0) use(life, plans, { atMs, amount, isHeld: random() < 0.3 }, random);
    }
  }
  bring(life, plans, Date.UTC(2026, 10 + months.length) + hourMs);
  return life;
}

function bring(life: Life, plans: PlanCatalogue, atMs: number): number {
  const nowMs = Math.max(atMs, life.account.lastAtMs);
  const dueHolds = withHolds(noDueHolds, life.entries);
  const { account, entries } = advance(life.account, { nowMs, plans, rateCards: [], dueHolds });
  life.account = account;
  life.entries.push(...entries);
  return nowMs;
}

interface UseOfDay {
  readonly atMs: number;
  readonly amount: Microcredits;
  /** By a hold of somewhat more, captured with this much; else by a debit. */
  readonly isHeld: boolean;
}

function use(life: Life, plans: PlanCatalogue, { atMs, amount, isHeld }: UseOfDay, random: () => number): void {
  const nowMs = bring(life, plans, atMs);
  const cost = { kind: 'priced', category: 'ai', credits: amount } as const;
  const held = { ...cost, credits: microcredits(isHeld ? Math.ceil(amount * 1.2) : amount) };
  const request = (): ReturnType<typeof requestNamed> => requestNamed(`key ${life.entries.length}`);
  const follow = (decide: (account: Account) => ReturnType<typeof decideDebit>): void => {
    const { account, entry } = changeOf(decide(life.account));
    life.account = account;
    life.entries.push(entry);
  };
  const packs = plans.get(life.account.planId)?.[0]?.packs ?? [];
  for (let bought = 0; bought < 1_000 && balanceOf(life.account).available < held.credits; bought += 1) {
    const { packId = '' } = packs[Math.floor(random() * packs.length)] ?? {};
    const paymentId = `pi_${life.entries.length}`;
    follow((account) => decidePurchase(account, { ...request(), packId, paymentId }, context(nowMs, { plans })));
  }
  if (!isHeld) {
    follow((account) => decideDebit(account, { ...request(), cost }, context(nowMs, { plans })));
    return;
  }
  follow((account) =>
    decideAuthorize(
      account,
      { ...request(), cost: held, lifeMs: 2 * hourMs, whenExhausted: 'pause' },
      context(nowMs, { plans }),
    ),
  );
  const hold = life.entries.at(-1)?.hold;
  const { holdId = '' } = hold ?? {};
  follow((account) =>
    decideCapture(
      account,
      { ...request(), holdId, cost: { kind: 'priced', credits: cost.credits }, isLateAllowed: false },
      context(nowMs, { plans, hold: () => hold }),
    ),
  );
}
