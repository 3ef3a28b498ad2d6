/** Random histories of one account, played as storage would: advance, decide, keep what changed. */

import fc from 'fast-check';
import { type Account, balanceOf } from '../../../shared/domain/account/account.ts';
import { type Hold, noDueHolds } from '../../../shared/domain/account/hold.ts';
import type { Tariff } from '../../../shared/domain/account/standing-usage.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type Mark, marksOf } from '../../../shared/domain/ledger/mark.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import {
  decideAdjustment,
  decideAuthorize,
  decideCapture,
  decideChargeback,
  decideDebit,
  decideEnd,
  decideKeep,
  decideOpen,
  decidePlanChange,
  decidePurchase,
  decideRefund,
  decideRelease,
  decideReport,
  decideReversal,
  decideSetLimit,
} from './decisions.ts';
import { catalogueOf, changeOf, context, credits, dayMs, plan, requestNamed, startMs } from './fixtures.ts';

export type Command =
  | { readonly kind: 'debit' | 'adjust' | 'remove'; readonly amount: number }
  /** With an end of their own. */
  | { readonly kind: 'give'; readonly amount: number; readonly lifeMs: number }
  | { readonly kind: 'purchase'; readonly packId: string; readonly payment: number }
  | { readonly kind: 'refund' | 'charge-back'; readonly payment: number }
  | { readonly kind: 'change-plan'; readonly planId: string; readonly when: 'now' | 'next-cycle' }
  | { readonly kind: 'keep'; readonly usage: number; readonly gigabytes: number }
  | { readonly kind: 'end'; readonly usage: number }
  | { readonly kind: 'authorize'; readonly amount: number; readonly lifeMs: number; readonly completes: boolean }
  | { readonly kind: 'report' | 'capture' | 'capture-late'; readonly hold: number; readonly amount: number }
  | { readonly kind: 'release'; readonly hold: number }
  | { readonly kind: 'limit'; readonly user: string; readonly amount: number }
  | { readonly kind: 'reverse'; readonly back: number }
  | { readonly kind: 'wait'; readonly ms: number };

const payment = fc.nat({ max: 6 });
const usage = fc.nat({ max: 2 });
const amount = fc.integer({ min: 1, max: 400_000_000 });

export const commandArbitrary: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('debit' as const), amount: fc.nat({ max: 400_000_000 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('adjust' as const, 'remove' as const),
      amount: fc.integer({ min: 1, max: 90_000_000 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('give' as const),
      amount: fc.integer({ min: 1, max: 90_000_000 }),
      lifeMs: fc.integer({ min: 1, max: 70 * dayMs }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('purchase' as const),
      packId: fc.constantFrom('burst-100', 'day-100'),
      payment,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('refund' as const, 'charge-back' as const), payment }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('change-plan' as const),
      planId: fc.constantFrom('small', 'team', 'large', 'weekly'),
      when: fc.constantFrom('now' as const, 'next-cycle' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('keep' as const), usage, gigabytes: fc.integer({ min: 1, max: 9_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), usage }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('authorize' as const),
      amount,
      lifeMs: fc.integer({ min: 1, max: dayMs }),
      completes: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('report' as const, 'report' as const, 'capture' as const, 'capture-late' as const),
      hold: fc.nat({ max: 4 }),
      amount,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), hold: fc.nat({ max: 4 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('limit' as const),
      user: fc.constantFrom('ada', 'bob'),
      amount: fc.integer({ min: 100_000_000, max: 900_000_000 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reverse' as const), back: fc.nat({ max: 8 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 40 * dayMs }), fc.integer({ min: 0, max: dayMs })),
    }),
  },
);

/** Commands at their times, in days since the account was opened. */
export function timeline(told: readonly (readonly [number, Command])[]): readonly Command[] {
  let atMs = startMs;
  return told.flatMap(([days, command]): readonly Command[] => {
    const ms = Math.round(startMs + days * dayMs) - atMs - 1;
    atMs += Math.max(0, ms) + 1;
    return ms > 0 ? [{ kind: 'wait', ms }, command] : [command];
  });
}

const carried = { policy: 'carry', cap: credits(500) } as const;
const forgiven = { policy: 'forgive', cap: credits(200) } as const;

/** Plans of three sizes, one of which carries overrun over, and one of another cycle. */
export const historyPlans = catalogueOf(
  plan({ overrun: forgiven }),
  plan({ planId: 'small', credits: credits(100) }),
  plan({ planId: 'large', credits: credits(7_000), overrun: carried }),
  plan({ planId: 'weekly', credits: credits(70), cadence: 'week' }),
);

const gigabyteHour: Tariff = { credits: credits(1), per: 240, unitMs: 3_600_000, rateCard: '2026-11-01' };

export interface History {
  readonly account: Account;
  readonly entries: readonly Entry[];
  /** The view that a read before each step showed: the balance, and the ledger with what was due. */
  readonly seen: readonly { readonly atMs: number; readonly ledger: readonly Entry[]; readonly available: number }[];
}

export function play(commands: readonly Command[]): History {
  const command = { ...requestNamed('open'), accountId: 'acme', planId: 'team', anchorMs: startMs };
  const opening = changeOf(decideOpen(undefined, command, { nowMs: startMs, plans: historyPlans }));
  let account = opening.account;
  const entries: Entry[] = [opening.entry];
  const marks = new Map<string, Mark>();
  const seen: History['seen'][number][] = [];
  let nowMs = startMs;
  const holdsOf = (all: readonly Entry[]): ReadonlyMap<string, Hold> =>
    new Map(all.flatMap(({ hold }) => (hold === undefined ? [] : [[hold.holdId, hold] as const])));
  for (const [index, next] of commands.entries()) {
    nowMs += next.kind === 'wait' ? next.ms : 1;
    const current = advance(account, {
      nowMs,
      plans: historyPlans,
      rateCards: [],
      dueHolds: withHolds(noDueHolds, entries),
    });
    const holds = holdsOf([...entries, ...current.entries]);
    const { available } = balanceOf(current.account);
    seen.push({ atMs: nowMs, ledger: [...entries, ...current.entries], available });
    const now = context(nowMs, {
      plans: historyPlans,
      marks: new Map(marks),
      entry: (seq) => entries.find((entry) => entry.seq === seq),
      hold: (holdId) => holds.get(holdId),
    });
    const step = { now, request: requestNamed(`key ${index}`), seq: entries.length, holdIds: [...holds.keys()] };
    const decision = decide(current.account, next, step);
    if (decision?.kind !== 'change') continue;
    account = decision.account;
    entries.push(...current.entries, ...(decision.before ?? []), decision.entry);
    for (const [mark, found] of marksOf(decision.entry)) marks.set(mark, found);
  }
  return { account, entries, seen };
}

interface Step {
  readonly now: DecisionContext;
  readonly request: ReturnType<typeof requestNamed>;
  readonly seq: number;
  readonly holdIds: readonly string[];
}

function decide(account: Account, command: Command, { now, request, seq, holdIds }: Step): Decision | undefined {
  switch (command.kind) {
    case 'debit': {
      const cost = { kind: 'priced', category: 'ai', credits: microcredits(command.amount) } as const;
      return decideDebit(account, { ...request, cost }, now);
    }
    case 'adjust':
    case 'remove': {
      const direction = command.kind === 'adjust' ? 'add' : 'remove';
      const asks = { ...request, credits: microcredits(command.amount), direction, reason: 'r', actor: 'a' } as const;
      return decideAdjustment(account, asks, now);
    }
    case 'give': {
      const terms = { credits: microcredits(command.amount), expiresAtMs: now.nowMs + command.lifeMs };
      return decideAdjustment(account, { ...request, ...terms, direction: 'add', reason: 'r', actor: 'a' }, now);
    }
    case 'purchase':
      return decidePurchase(account, { ...request, packId: command.packId, paymentId: `pi_${command.payment}` }, now);
    case 'refund':
      return decideRefund(account, { ...request, paymentId: `pi_${command.payment}` }, now);
    case 'charge-back':
      return decideChargeback(account, { ...request, paymentId: `pi_${command.payment}` }, now);
    case 'change-plan':
      return decidePlanChange(account, { ...request, planId: command.planId, when: command.when }, now);
    case 'keep': {
      const price = { kind: 'tariff', tariff: gigabyteHour } as const;
      const quantity = BigInt(command.gigabytes) * 1_000_000n;
      const kept = { usageId: `kept-${command.usage}`, sku: 'platform.log-storage.gb-hour', quantity, price };
      return decideKeep(account, { ...request, ...kept }, now);
    }
    case 'end':
      return decideEnd(account, { ...request, usageId: `kept-${command.usage}` }, now);
    case 'authorize': {
      const { lifeMs, completes } = command;
      const cost = { kind: 'priced', category: 'ai', credits: microcredits(command.amount) } as const;
      const whenExhausted = completes ? 'complete' : 'pause';
      const extendBy = microcredits(Math.max(1, Math.floor(command.amount / 2)));
      const dimensions = { user: command.amount % 2 === 0 ? 'ada' : 'bob' };
      return decideAuthorize(account, { ...request, cost, lifeMs, whenExhausted, extendBy, dimensions }, now);
    }
    case 'report':
    case 'capture':
    case 'capture-late':
    case 'release': {
      const holdId = holdIds.at(-1 - command.hold);
      if (holdId === undefined) return undefined;
      if (command.kind === 'release') return decideRelease(account, { ...request, holdId }, now);
      const used = microcredits(command.amount);
      if (command.kind === 'report') return decideReport(account, { ...request, holdId, used }, now);
      const isLateAllowed = command.kind === 'capture-late';
      return decideCapture(
        account,
        { ...request, holdId, cost: { kind: 'priced', credits: used }, isLateAllowed },
        now,
      );
    }
    case 'limit': {
      const scope = { dimension: { name: 'user', value: command.user } };
      return decideSetLimit(
        account,
        { ...request, limitId: command.user, scope, credits: microcredits(command.amount) },
        now,
      );
    }
    case 'reverse':
      return decideReversal(account, { ...request, seq: Math.max(1, seq - command.back) }, now);
    case 'wait':
      return undefined;
    default:
      return command satisfies never;
  }
}
