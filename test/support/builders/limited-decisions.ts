/** The decisions of histories with spending limits. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Hold } from '../../../shared/domain/account/hold.ts';
import type { Microcredits } from '../../../shared/domain/amount.ts';
import type { Category, Dimensions } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { marksOf } from '../../../shared/domain/ledger/mark.ts';
import { present } from '../../../shared/domain/present.ts';
import {
  decideAuthorize,
  decideCapture,
  decideDebit,
  decideRelease,
  decideRemoveLimit,
  decideReport,
  decideReversal,
  decideSetLimit,
} from './decisions.ts';
import { catalogueOf, context, credits, plan, requestNamed } from './fixtures.ts';
import type { LimitedCommand } from './limited-commands.ts';

export const limitedPlans = catalogueOf(
  plan({ credits: credits(10_000), overrun: { policy: 'carry', cap: credits(5) } }),
);

interface Step {
  readonly entries: readonly Entry[];
  readonly nowMs: number;
  readonly key: string;
}

export function decided(account: Account, command: LimitedCommand, step: Step): Decision | undefined {
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
    ...present({ credits: part }),
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
