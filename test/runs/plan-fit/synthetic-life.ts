/** The life of a synthetic account: used, short now and then, renewed. */
import type { Account } from '../../../shared/domain/account/account.ts';
import { balanceOf } from '../../../shared/domain/account/account.ts';
import { noDueHolds } from '../../../shared/domain/account/hold.ts';
import type { Microcredits } from '../../../shared/domain/amount.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import type { PlanCatalogue } from '../../../shared/domain/catalogue/plan.ts';
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
import { changeOf, context, credits, requestNamed, startMs } from '../../support/builders/fixtures.ts';
import type { Synthetic } from './synthetic.ts';

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
