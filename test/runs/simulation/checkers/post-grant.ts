/** Credits that arrive: a cycle's, a purchase, an adjustment, an upgrade. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import { grantedBy, planAt } from './agreed.ts';
import { passCycle } from './booked-limits.ts';
import type { Books } from './books.ts';
import { type Bucket, leftIn, paidBy, slicesOf, sourceOf } from './bucket.ts';
import type { Find, Rules } from './rules.ts';

export function arrive(books: Books, entry: Entry, say: Find, rules: Rules): void {
  const { cycleStartMs, atMs, seq, expiresAtMs = 0, paymentId } = entry;
  if (cycleStartMs !== undefined) startCycle(books, entry, say, rules);
  const cycleEndMs = books.cycle?.endMs ?? 0;
  const isGiven = [...slicesOf(entry.slices).keys()].every((grantId) => sourceOf(grantId) === 'adjustment');
  if (expiresAtMs > cycleEndMs && !isGiven) say('I10', 'outlives its cycle');
  if (expiresAtMs <= atMs) say('I10', 'has ended before it begins');
  const repaid = (entry.repaidDebt ?? 0) + (entry.repaidOverrun ?? 0);
  for (const [grantId, credits] of slicesOf(entry.slices)) {
    const bucket: Bucket = books.buckets.get(grantId) ?? {
      grantId,
      source: sourceOf(grantId),
      category: paidBy(grantId),
      createdSeq: seq,
      granted: 0,
      used: 0,
      refunded: 0,
      repaidDebt: 0,
      repaidOverrun: 0,
      corrected: 0,
      held: 0,
      lost: 0,
      owed: 0,
      expiresAtMs: 0,
      hasEnded: false,
    };
    if (cycleStartMs === undefined && bucket.category !== entry.category)
      say('I29', `pays for ${bucket.category ?? 'all'}`);
    if (bucket.hasEnded) say('I13', `${grantId} is dead`);
    if (expiresAtMs < bucket.expiresAtMs) say('I10', `${grantId} would end earlier than promised`);
    bucket.granted += credits;
    bucket.repaidDebt += entry.repaidDebt ?? 0;
    bucket.repaidOverrun += entry.repaidOverrun ?? 0;
    bucket.expiresAtMs = expiresAtMs;
    books.buckets.set(grantId, bucket);
    if (credits !== entry.credits) say('I1', 'grants something else than it says');
    if (paymentId !== undefined) {
      if (books.payments.has(paymentId)) say('I14', `payment ${paymentId} has bought already`);
      books.payments.set(paymentId, { credits, grantId, refunded: 0, isChargedBack: false });
    }
  }
  books.debt -= entry.repaidDebt ?? 0;
  books.overrun -= entry.repaidOverrun ?? 0;
  oweAtMost(books, atMs);
  if (entry.category !== undefined && repaid > 0) say('I29', 'repays a debt of any category');
  if (books.debt > 0 && repaid < entry.credits && entry.category === undefined)
    say('I14', 'leaves debt that it could repay');
}

/** Debts for buckets that have ended are paid first, then the oldest's. */
function oweAtMost(books: Books, atMs: number): void {
  let left = books.debt;
  for (const bucket of [...books.buckets.values()].toSorted((a, b) => b.createdSeq - a.createdSeq)) {
    const owed = bucket.hasEnded || bucket.expiresAtMs <= atMs ? 0 : bucket.owed;
    bucket.owed = Math.min(left, owed);
    left -= bucket.owed;
  }
}

function startCycle(books: Books, entry: Entry, say: Find, rules: Rules): void {
  const { cycle, atMs, cycleStartMs = 0, expiresAtMs = 0, planId = '', seats = 1 } = entry;
  const previous = books.cycle;
  if (previous !== undefined) {
    if (cycle !== previous.index + 1) say('I9', `cycle ${cycle} after cycle ${previous.index}`);
    if (cycleStartMs !== previous.endMs || atMs !== cycleStartMs) say('I9', 'not at the boundary');
    if (planId !== (books.nextPlanId ?? books.planId)) say('I9', `on plan ${planId}`);
    if (seats !== (books.nextSeats ?? books.seats)) say('I9', `for ${seats} seats`);
    for (const bucket of books.buckets.values())
      if (bucket.expiresAtMs <= atMs && leftIn(bucket) > 0) say('I10', `${bucket.grantId} rolled over`);
  }
  if (expiresAtMs <= atMs || atMs < cycleStartMs) say('I9', 'its cycle does not hold it');
  const plan = planAt(rules, planId, atMs);
  const granted = plan && grantedBy(plan, seats);
  if (granted !== entry.credits) say('I9', `grants ${entry.credits}, the plan ${granted}`);
  books.allotment = entry.credits;
  passCycle(books);
  books.cycle = { index: cycle, startMs: cycleStartMs, endMs: expiresAtMs };
  books.planId = planId;
  books.nextPlanId = undefined;
  books.seats = seats;
  books.nextSeats = undefined;
}
