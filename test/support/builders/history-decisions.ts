/** The decision that each command of a history asks for. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Tariff } from '../../../shared/domain/account/standing-usage.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import type { Decision } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { present } from '../../../shared/domain/present.ts';
import {
  decideAdjustment,
  decideAuthorize,
  decideCapture,
  decideChargeback,
  decideDebit,
  decideEnd,
  decideKeep,
  decidePlanChange,
  decidePurchase,
  decideRefund,
  decideRelease,
  decideReport,
  decideReversal,
  decideSetLimit,
  decideTelling,
  decideVoid,
} from './decisions.ts';
import type { requestNamed } from './fixtures.ts';
import { credits } from './fixtures.ts';
import type { Command } from './history-commands.ts';

const gigabyteHour: Tariff = { credits: credits(1), per: 240, unitMs: 3_600_000, rateCard: '2026-11-01' };

function keptBy({ usage, gigabytes }: Extract<Command, { readonly kind: 'keep' }>) {
  const price = { kind: 'tariff', tariff: gigabyteHour } as const;
  const quantity = BigInt(gigabytes) * 1_000_000n;
  return { usageId: `kept-${usage}`, sku: 'platform.log-storage.gb-hour', quantity, price };
}

interface Step {
  readonly now: DecisionContext;
  readonly request: ReturnType<typeof requestNamed>;
  readonly seq: number;
  readonly holdIds: readonly string[];
}

export function decide(account: Account, command: Command, { now, request, seq, holdIds }: Step): Decision | undefined {
  switch (command.kind) {
    case 'debit':
    case 'run': {
      const category = command.kind === 'debit' ? 'ai' : 'infrastructure';
      const cost = { kind: 'priced', category, credits: microcredits(command.amount) } as const;
      return decideDebit(account, { ...request, cost }, now);
    }
    case 'adjust':
    case 'remove':
    case 'give':
    case 'void':
      return decideByHand(account, command, { now, request });
    case 'purchase':
      return decidePurchase(account, { ...request, packId: command.packId, paymentId: `pi_${command.payment}` }, now);
    case 'refund':
      return decideRefund(account, { ...request, paymentId: `pi_${command.payment}` }, now);
    case 'charge-back':
      return decideChargeback(account, { ...request, paymentId: `pi_${command.payment}` }, now);
    case 'change-plan':
      return decidePlanChange(account, { ...request, planId: command.planId, when: command.when }, now);
    case 'keep':
      return decideKeep(account, { ...request, ...keptBy(command) }, now);
    case 'tell':
      return decideTelling(account, { ...request, subscription: command.subscription }, now);
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

type ByHand = Extract<Command, { readonly kind: 'adjust' | 'remove' | 'give' | 'void' }>;

/** The decision of what an operator asks for. */
function decideByHand(
  account: Account,
  command: ByHand,
  { now, request }: Pick<Step, 'now' | 'request'>,
): Decision | undefined {
  const why = { ...request, reason: 'r', actor: 'a' };
  switch (command.kind) {
    case 'adjust':
    case 'remove': {
      const direction = command.kind === 'adjust' ? 'add' : 'remove';
      return decideAdjustment(account, { ...why, credits: microcredits(command.amount), direction }, now);
    }
    case 'give': {
      const { amount, lifeMs, category } = command;
      const terms = { credits: microcredits(amount), expiresAtMs: now.nowMs + lifeMs, ...present({ category }) };
      return decideAdjustment(account, { ...why, ...terms, direction: 'add' }, now);
    }
    case 'void': {
      const gifts = account.grants.filter(({ source }) => source === 'adjustment');
      const grantId = gifts.at(-1 - command.back)?.grantId;
      return grantId === undefined ? undefined : decideVoid(account, { ...why, grantId }, now);
    }
    default:
      return command satisfies never;
  }
}
