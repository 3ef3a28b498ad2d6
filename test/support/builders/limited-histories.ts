/** Random histories of an account with spending limits of every scope and period, in a zone whose clock is changed meanwhile. */
import fc from 'fast-check';
import type { Account } from '../../../shared/domain/account/account.ts';
import { type Hold, noDueHolds } from '../../../shared/domain/account/hold.ts';
import type { LimitDimension, LimitScope } from '../../../shared/domain/account/limit-scope.ts';
import { type Microcredits, microcredits } from '../../../shared/domain/amount.ts';
import type { Category, Dimensions } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import type { Refusal } from '../../../shared/domain/decisions/refusal.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { marksOf } from '../../../shared/domain/ledger/mark.ts';
import { advance } from '../../../shared/domain/transitions/advance.ts';
import { withHolds } from '../../../shared/storage/due-holds.ts';
import {
  decideAuthorize,
  decideCapture,
  decideDebit,
  decideOpen,
  decideRelease,
  decideRemoveLimit,
  decideReport,
  decideReversal,
  decideSetLimit,
} from './decisions.ts';
import { catalogueOf, changeOf, context, credits, dayMs, plan, requestNamed } from './fixtures.ts';

export const limitedPlans = catalogueOf(
  plan({ credits: credits(10_000), overrun: { policy: 'carry', cap: credits(5) } }),
);

const amount = fc.integer({ min: 1, max: 12_000_000 }).map(microcredits);
const category = fc.constantFrom<Category>('ai', 'ai', 'platform');
const dimensions = fc.record(
  {
    user: fc.constantFrom('ada', 'bob', 'cy', 'constructor'),
    model: fc.constantFrom('opus-4', 'opus-4-1', 'opus-3'),
  },
  { requiredKeys: [] },
);
const dimension: fc.Arbitrary<LimitDimension> = fc.constantFrom<LimitDimension>(
  { name: 'user', value: 'ada' },
  { name: 'user', each: true },
  { name: 'user', each: true },
  { name: 'model', prefix: 'opus-4' },
  { name: 'model', each: true },
  { name: 'model', value: 'opus-4-1' },
);
const scope: fc.Arbitrary<LimitScope> = fc.record(
  {
    category,
    dimension,
    period: fc.constantFrom('day' as const, 'day' as const, 'week' as const, 'lifetime' as const),
  },
  { requiredKeys: [] },
);

const limitedCommand = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('debit' as const), amount, category, dimensions }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('limit' as const),
      limitId: fc.constantFrom('a', 'b', 'c', 'd'),
      scope,
      amount: fc.integer({ min: 1, max: 40_000_000 }).map(microcredits),
      lifeMs: fc.option(fc.integer({ min: 1, max: 3 * dayMs }), { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unlimit' as const), limitId: fc.constantFrom('a', 'b', 'c') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('authorize' as const),
      amount,
      category,
      dimensions,
      lifeMs: fc.integer({ min: 1, max: dayMs }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('report' as const, 'capture' as const, 'release' as const),
      hold: fc.nat({ max: 3 }),
      amount,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('reverse' as const),
      back: fc.nat({ max: 12 }),
      part: fc.option(amount, { nil: undefined }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: dayMs }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: dayMs, max: 20 * dayMs }) }),
  },
);
export const limitedCommands = fc.array(limitedCommand, { minLength: 20, maxLength: 70, size: 'max' });
type LimitedCommand = typeof limitedCommand extends fc.Arbitrary<infer T> ? T : never;

export interface LimitedHistory {
  readonly account: Account;
  readonly entries: readonly Entry[];
  readonly refusals: readonly Refused[];
}

export interface Refused {
  readonly refusal: Refusal;
  /** The same asked again at a later time, with nothing else done meanwhile. */
  readonly laterAt: (atMs: number) => Decision | undefined;
}

/** `onStep` sees the account after each command, and its ledger. */
export function playLimited(
  commands: readonly LimitedCommand[],
  { startMs, timeZone }: { readonly startMs: number; readonly timeZone: string },
  onStep: (account: Account, entries: readonly Entry[], nowMs: number) => void = () => {},
): LimitedHistory {
  const open = { ...requestNamed('open'), accountId: 'acme', planId: 'team', timeZone };
  const opening = changeOf(decideOpen(undefined, open, { nowMs: startMs, plans: limitedPlans }));
  let { account } = opening;
  const entries: Entry[] = [opening.entry];
  const refusals: Refused[] = [];
  let nowMs = startMs;
  for (const [index, command] of commands.entries()) {
    nowMs += command.kind === 'wait' ? command.ms : 1;
    const dueHolds = withHolds(noDueHolds, entries);
    const current = advance(account, { nowMs, plans: limitedPlans, rateCards: [], dueHolds });
    ({ account } = current);
    entries.push(...current.entries);
    const decision = decided(account, command, { entries, nowMs, key: `key ${index}` });
    if (decision?.kind === 'refused') {
      const [before, ledger] = [account, [...entries]];
      const laterAt = (atMs: number): Decision | undefined => {
        const then = advance(before, {
          nowMs: atMs,
          plans: limitedPlans,
          rateCards: [],
          dueHolds: withHolds(noDueHolds, ledger),
        });
        const all = [...ledger, ...then.entries];
        return decided(then.account, command, { entries: all, nowMs: atMs, key: `key ${index}` });
      };
      refusals.push({ refusal: decision.refusal, laterAt });
    }
    if (decision?.kind === 'change') {
      ({ account } = decision);
      entries.push(...(decision.before ?? []), decision.entry);
    }
    onStep(account, entries, nowMs);
  }
  return { account, entries, refusals };
}

interface Step {
  readonly entries: readonly Entry[];
  readonly nowMs: number;
  readonly key: string;
}

function decided(account: Account, command: LimitedCommand, step: Step): Decision | undefined {
  const request = requestNamed(step.key);
  const now = contextAt(step);
  switch (command.kind) {
    case 'debit':
      return decideDebit(account, { ...request, ...paidBy(command) }, now);
    case 'limit': {
      const { limitId, scope: of, amount: most, lifeMs } = command;
      const end = lifeMs === undefined ? {} : { endsAtMs: step.nowMs + lifeMs };
      return decideSetLimit(account, { ...request, limitId, scope: of, credits: most, ...end }, now);
    }
    case 'unlimit':
      return decideRemoveLimit(account, { ...request, limitId: command.limitId }, now);
    case 'authorize': {
      const { lifeMs } = command;
      return decideAuthorize(account, { ...request, ...paidBy(command), lifeMs, whenExhausted: 'complete' }, now);
    }
    case 'report':
    case 'capture':
    case 'release':
      return decidedOnHold(account, command, step);
    case 'reverse':
      return decideReversal(account, reversalOf(command, step), now);
    case 'wait':
      return undefined;
    default:
      return command satisfies never;
  }
}

function reversalOf({ back, part }: Extract<LimitedCommand, { kind: 'reverse' }>, { entries, key }: Step) {
  return {
    ...requestNamed(key),
    seq: Math.max(1, entries.length - back),
    ...(part === undefined ? {} : { credits: part }),
  };
}

function decidedOnHold(
  account: Account,
  { kind, hold: index, amount: used }: Extract<LimitedCommand, { kind: 'report' | 'capture' | 'release' }>,
  step: Step,
): Decision | undefined {
  const holdId = [...holdsIn(step.entries).keys()].at(-1 - index);
  if (holdId === undefined) return undefined;
  const request = { ...requestNamed(step.key), holdId };
  const now = contextAt(step);
  if (kind === 'report') return decideReport(account, { ...request, used }, now);
  if (kind === 'release') return decideRelease(account, request, now);
  const cost = { kind: 'priced', credits: used } as const;
  return decideCapture(account, { ...request, cost, isLateAllowed: true }, now);
}

function contextAt({ entries, nowMs }: Step): DecisionContext {
  const marks = new Map(entries.flatMap((entry) => [...marksOf(entry)]));
  const holds = holdsIn(entries);
  const entry = (seq: number) => entries.find((each) => each.seq === seq);
  const open = [...holds.values()].filter(({ state }) => state === 'open');
  const openHolds = () => open.sort((a, b) => a.expiresAtMs - b.expiresAtMs);
  return { ...context(nowMs, { plans: limitedPlans, marks, entry, hold: (id) => holds.get(id) }), openHolds };
}

function holdsIn(entries: readonly Entry[]): ReadonlyMap<string, Hold> {
  return new Map(entries.flatMap(({ hold }) => (hold === undefined ? [] : [[hold.holdId, hold] as const])));
}

function paidBy({
  amount: price,
  category: of,
  dimensions: by,
}: {
  readonly amount: Microcredits;
  readonly category: Category;
  readonly dimensions: { readonly user?: string; readonly model?: string };
}) {
  const cost = { kind: 'priced' as const, category: of, credits: price };
  return { cost, dimensions: by as Dimensions };
}
