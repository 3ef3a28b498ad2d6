/** Steps of a history in which much is undone, drawn at random. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Hold } from '../../../shared/domain/account/hold.ts';
import type { Tariff } from '../../../shared/domain/account/standing-usage.ts';
import type { Microcredits } from '../../../shared/domain/amount.ts';
import { microcredits } from '../../../shared/domain/amount.ts';
import type { PriceLine } from '../../../shared/domain/catalogue/rate-card.ts';
import type { Decision, Request } from '../../../shared/domain/decisions/decision.ts';
import type { DecisionContext } from '../../../shared/domain/decisions/needs.ts';
import { isCharge } from '../../../shared/domain/ledger/charge.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import {
  decideAuthorize,
  decideCapture,
  decideChargeback,
  decideDebit,
  decideKeep,
  decidePurchase,
  decideRefund,
  decideRelease,
  decideReport,
  decideReversal,
} from './decisions.ts';
import { credits, dayMs } from './fixtures.ts';

const gigabyteHour: Tariff = { credits: credits(1), per: 24, unitMs: hourMs, rateCard: '2026-11-01' };

export type Random = () => number;

interface Step {
  readonly account: Account;
  readonly random: Random;
  readonly request: Request;
  readonly now: DecisionContext;
  readonly entries: readonly Entry[];
  readonly holds: readonly Hold[];
}

export function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random() * list.length)] ?? list[0];
}

function some(random: Random, most: number): Microcredits {
  return microcredits(1 + Math.floor(random() * most * 1_000_000));
}

const payments = ['pi_1', 'pi_2', 'pi_3', 'pi_4'] as const;

function linesOf(random: Random): readonly PriceLine[] {
  return ['ai.a.token', 'ai.b.token', 'ai.c.token'].map((sku) => ({
    sku,
    quantity: BigInt(1 + Math.floor(random() * 9_000_000)),
    credits: microcredits(Math.floor(random() * 20_000_000)),
  }));
}

function priced(random: Random) {
  if (random() < 0.5) return { kind: 'priced', category: 'ai', credits: some(random, 90) } as const;
  const lines = linesOf(random);
  const sum = microcredits(lines.reduce((total, line) => total + line.credits, 0));
  return { kind: 'priced', category: 'ai', credits: sum, lines, rateCard: '2026-11-01' } as const;
}

type Way = (step: Step) => Decision | undefined;

const debit: Way = ({ account, random, request, now }) => {
  const late = random() < 0.2 ? { occurredAtMs: now.nowMs - Math.floor(random() * 34 * dayMs) } : {};
  const dimensions = { user: pick(random, ['ada', 'bob']) };
  return decideDebit(account, { ...request, cost: priced(random), dimensions, ...late }, now);
};

const authorize: Way = ({ account, random, request, now }) => {
  const cost = { kind: 'priced', category: 'ai', credits: some(random, 120) } as const;
  const lifeMs = 1 + Math.floor(random() * dayMs);
  const whenExhausted = random() < 0.7 ? 'complete' : 'pause';
  return decideAuthorize(account, { ...request, cost, lifeMs, whenExhausted }, now);
};

function onHold(decide: (hold: Hold, step: Step) => Decision): Way {
  return (step) => {
    const open = step.holds.filter(({ state }) => state === 'open');
    const hold = open[Math.floor(step.random() * open.length)];
    return hold && decide(hold, step);
  };
}

const report = onHold(({ holdId }, { account, random, request, now }) =>
  decideReport(account, { ...request, holdId, used: some(random, 200) }, now),
);
const capture = onHold(({ holdId }, { account, random, request, now }) => {
  const { category: _held, ...cost } = priced(random);
  return decideCapture(account, { ...request, holdId, cost, isLateAllowed: false }, now);
});
const release = onHold(({ holdId }, { account, request, now }) => decideRelease(account, { ...request, holdId }, now));

const purchase: Way = ({ account, random, request, now }) => {
  const packId = pick(random, ['burst-100', 'burst-100', 'day-100']);
  return decidePurchase(account, { ...request, packId, paymentId: pick(random, payments) }, now);
};

const refund: Way = ({ account, random, request, now }) => {
  const part = random() < 0.7 ? { credits: some(random, 60) } : {};
  const told = random() < 0.3 ? { refundId: pick(random, ['re_1', 're_2', 're_3']) } : {};
  return decideRefund(account, { ...request, paymentId: pick(random, payments), ...part, ...told }, now);
};

const chargeBack: Way = ({ account, random, request, now }) =>
  decideChargeback(account, { ...request, paymentId: pick(random, payments) }, now);

const keep: Way = ({ account, random, request, now }) => {
  const quantity = BigInt(1 + Math.floor(random() * 40)) * 1_000_000n;
  const kept = { usageId: pick(random, ['logs', 'files']), sku: 'platform.log-storage.gb-hour', quantity };
  return decideKeep(account, { ...request, ...kept, price: { kind: 'tariff', tariff: gigabyteHour } }, now);
};

const reverse: Way = ({ account, random, request, now, entries }) => {
  const charges = entries.filter(isCharge);
  const target = charges[Math.floor(random() * charges.length)];
  if (target === undefined) return undefined;
  const line = [...(target.lines ?? []), ...(target.kept ?? [])][Math.floor(random() * 3)];
  const dice = random();
  const credits = microcredits(1 + Math.floor(random() * Math.max(1, target.credits)));
  const share = BigInt(1 + Math.floor(random() * 4));
  const byUsage = line && { usage: [{ sku: line.sku, quantity: line.quantity / share + 1n }] };
  const portion = dice < 0.2 ? {} : dice < 0.6 ? { credits } : (byUsage ?? { credits });
  return decideReversal(account, { ...request, seq: target.seq, reissue: random() < 0.4, ...portion }, now);
};

export const ways: readonly [Way, ...Way[]] = [
  ...([debit, debit, debit, authorize, authorize, report, capture, capture, release] as const),
  ...([purchase, purchase, refund, refund, chargeBack, keep, reverse, reverse, reverse, reverse] as const),
];
