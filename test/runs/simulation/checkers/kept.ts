/** Standing usage, charged to the microcredit: every millisecond once, at the price that ruled in it. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { Books, KeptSum } from './books.ts';
import type { Find, Rules } from './rules.ts';

export function postStanding(books: Books, { standing, atMs }: Entry, say: Find, rules: Rules): void {
  if (standing === undefined) return;
  const { usageId, quantity } = standing;
  const before = books.kept.get(usageId);
  const sum: KeptSum =
    before?.isKept === true ? before : { charged: 0n, cost: 0n, untilMs: atMs, quantity: 0n, isKept: true };
  bring(sum, usageId, atMs, say, rules);
  sum.quantity = quantity;
  sum.isKept = quantity > 0n;
  books.kept.set(usageId, sum);
}

export function postAccrual(books: Books, { kept = [], atMs, credits }: Entry, say: Find, rules: Rules): void {
  let total = 0;
  for (const { usageId, quantity, fromMs, untilMs, rateCard, credits: share } of kept) {
    total += share;
    const sum = books.kept.get(usageId);
    if (sum === undefined || !sum.isKept) {
      say('I1', `charges ${usageId}, which is not kept`);
      continue;
    }
    bring(sum, usageId, fromMs, say, rules);
    if (fromMs !== sum.untilMs) say('I1', `charges ${usageId} from ${fromMs}, it was charged until ${sum.untilMs}`);
    if (untilMs <= books.expiredMs) say('I10', 'is charged once the credits of that time have expired');
    if (quantity !== sum.quantity) say('I1', `charges another quantity of ${usageId}`);
    if (untilMs <= fromMs || untilMs > atMs + 1) say('I16', `charges ${usageId} until ${untilMs}`);
    if (rateCard !== rules.rateCardAt(fromMs) || rateCard !== rules.rateCardAt(untilMs - 1))
      say('I1', `charges ${usageId} by rate card ${rateCard}`);
    sum.charged += BigInt(share);
    bring(sum, usageId, untilMs, say, rules);
  }
  if (total !== credits) say('I1', 'its lines are not its credits');
}

/** Brings the sum forward. What costs less than a microcredit more makes no entry: time that no line names costs what the rounding before it had left over. */
function bring(sum: KeptSum, usageId: string, untilMs: number, say: Find, { keepingCost, keepingUnit }: Rules): void {
  if (untilMs <= sum.untilMs) return;
  sum.cost += keepingCost(sum.quantity, sum.untilMs, untilMs);
  sum.untilMs = untilMs;
  const exact = (sum.cost + keepingUnit - 1n) / keepingUnit;
  if (sum.charged !== exact) say('I1', `has charged ${sum.charged} for ${usageId}, exactly it is ${exact}`);
}
