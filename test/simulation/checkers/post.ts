/** Posts one entry to the books, and says everything in which it breaks a rule. */
import type { Entry, EntryType } from '../../../shared/domain/entry.ts';
import { checkCap, checkUpgrade, countLimits, planAt, setLimit } from './agreed.ts';
import { availableIn, type Books, type Bucket, drawn, heldIn, leftIn, slicesOf, sourceOf, sumOf } from './books.ts';
import { postAccrual, postStanding } from './kept.ts';
import type { Find, Rules } from './rules.ts';

export function post(books: Books, entry: Entry, rules: Rules, find: Find): void {
  const { seq, type, atMs, before, after } = entry;
  const say: Find = (invariant, what) => find(invariant, `entry ${seq} (${type}): ${what}`);
  if (atMs < books.lastMs) say('I16', `earlier than the entry before it, by ${books.lastMs - atMs} ms`);
  if (before !== availableIn(books)) say('I2', `starts at ${before}, the books are at ${availableIn(books)}`);
  if (books.closedAtMs !== undefined) say('I3', 'after the account closed');
  checkPunctual(books, entry, say);
  postings[type](books, entry, say, rules);
  books.lastMs = atMs;
  for (const bucket of books.buckets.values())
    if (leftIn(bucket) < 0 || bucket.used < 0 || bucket.held < 0) say('I3', `${bucket.grantId} is overspent`);
  const stated = [after.available, after.held, after.overrun, after.debt].join();
  const booked = [availableIn(books), heldIn(books), books.overrun, books.debt].join();
  if (stated !== booked) say('I2', `leaves ${stated}, the books say ${booked}`);
}

/** What was due before this entry's time must have been written before it. */
function checkPunctual(books: Books, { type, caller, atMs, cycleStartMs }: Entry, say: Find): void {
  if (caller === 'cycle') return;
  for (const bucket of books.buckets.values())
    if (bucket.expiresAtMs <= atMs && leftIn(bucket) > 0)
      say('I10', `${bucket.grantId} had ended and wasn't written off`);
  for (const [holdId, hold] of books.holds)
    if (hold.state === 'open' && hold.expiresAtMs <= atMs) say('I12', `${holdId} had expired and wasn't settled`);
  const isOpening = cycleStartMs !== undefined && type === 'grant';
  if (!isOpening && books.cycle !== undefined && books.cycle.endMs <= atMs) say('I9', 'its cycle had ended');
}

type Posting = (books: Books, entry: Entry, say: Find, rules: Rules) => void;

const postings = {
  grant: arrive,
  'plan-change': (books, entry, say, rules) => {
    if (entry.effectiveMs !== undefined) books.nextPlanId = entry.planId;
    else {
      checkUpgrade(books, entry, say, rules);
      books.planId = entry.planId ?? '';
      books.nextPlanId = undefined;
    }
    if (entry.slices.length > 0) arrive(books, entry, say, rules);
  },
  debit: (books, entry, say) => {
    if (entry.isLate && entry.hold !== undefined) {
      const hold = books.holds.get(entry.hold.holdId);
      if (hold?.state !== 'expired') say('I12', 'late, for a hold that is not expired');
      if (entry.hold.used - entry.credits !== hold?.used) say('I12', 'charges what its hold was charged before');
      if (hold !== undefined) hold.state = 'captured';
    }
    spend(books, entry, say);
    countLimits(books, entry, say);
    if (entry.uncovered !== undefined) say('I3', 'a debit nobody paid');
  },
  correction: spend,
  accrual: (books, entry, say, rules) => {
    spend(books, entry, say);
    books.overrun += entry.uncovered ?? 0;
    postAccrual(books, entry, say, rules);
  },
  hold: (books, entry, say) => {
    const holdId = entry.hold?.holdId ?? '';
    if (books.holds.has(holdId)) say('I12', 'a hold of that id is there already');
    const expiresAtMs = entry.hold?.expiresAtMs ?? 0;
    if (expiresAtMs <= entry.atMs) say('I12', 'expired before it began');
    books.holds.set(holdId, { state: 'open', expiresAtMs, pinned: new Map(), overrun: 0, used: 0 });
    pin(books, entry, say);
  },
  extension: (books, entry, say, rules) => {
    pin(books, entry, say);
    checkCap(books, entry, say, rules);
  },
  capture: (books, entry, say, rules) => {
    unpin(books, entry, say, 'captured');
    checkCap(books, entry, say, rules);
  },
  release: (books, entry, say) => unpin(books, entry, say, 'released'),
  'hold-expiry': (books, entry, say) => {
    const hold = books.holds.get(entry.hold?.holdId ?? '');
    if (hold !== undefined && hold.expiresAtMs !== entry.atMs) say('I10', 'not at the instant of its expiry');
    unpin(books, entry, say, 'expired');
  },
  reversal: (books, entry, say) => {
    const target = entry.reverses ?? 0;
    if (books.reversed.has(target)) say('I5', `entry ${target} is reversed already`);
    books.reversed.add(target);
    for (const { grantId, credits, forfeited } of entry.slices) {
      const bucket = books.buckets.get(grantId);
      const isDead = bucket === undefined || bucket.expiresAtMs <= entry.atMs;
      if (isDead !== (forfeited === true)) say('I13', `${grantId} is ${isDead ? 'dead' : 'alive'}`);
      if (!isDead && bucket !== undefined) bucket.used -= credits;
    }
    for (const limit of books.limits.values()) limit.used -= entry.credits;
  },
  refund: (books, entry, say) => {
    const payment = books.payments.get(entry.paymentId ?? '');
    if (payment === undefined || payment.refunded !== undefined) say('I14', 'no such payment, or refunded before');
    takeBack(books, entry, say, payment?.grantId);
    if (entry.credits > (payment?.credits ?? 0)) say('I14', 'more than was bought');
    if (payment !== undefined) payment.refunded = entry.credits;
  },
  chargeback: (books, entry, say) => {
    const payment = books.payments.get(entry.paymentId ?? '');
    if (payment === undefined || payment.isChargedBack) say('I14', 'no such payment, or charged back before');
    if (entry.credits !== (payment?.credits ?? 0) - (payment?.refunded ?? 0)) say('I14', 'not what was bought');
    takeBack(books, entry, say, payment?.grantId);
    if (payment !== undefined) payment.isChargedBack = true;
    books.debt += entry.uncovered ?? 0;
  },
  expiry: (books, entry, say) => {
    const [grantId = ''] = slicesOf(entry.slices).keys();
    const bucket = books.buckets.get(grantId);
    if (bucket === undefined || bucket.hasEnded) {
      say('I10', `${grantId} has ended already`);
      return;
    }
    if (bucket.expiresAtMs !== entry.atMs) say('I10', `${grantId} ends at ${bucket.expiresAtMs}, not at ${entry.atMs}`);
    if (leftIn(bucket) !== entry.credits) say('I1', `${grantId} still held ${leftIn(bucket)}`);
    bucket.lost += entry.credits;
    bucket.hasEnded = true;
    books.expiredMs = entry.atMs;
  },
  closure: (books, entry, say) => {
    for (const bucket of books.buckets.values()) bucket.lost += leftIn(bucket);
    if (entry.credits !== entry.before) say('I1', 'forfeits something else than there was');
    books.closedAtMs = entry.atMs;
  },
  waiver: (books, entry, say, rules) => {
    if (planAt(rules, books.planId, entry.atMs - 1)?.overrun.policy === 'carry')
      say('I9', 'its plan carries overrun over');
    books.overrun -= entry.credits;
  },
  'standing-usage': postStanding,
  limit: setLimit,
  notice: () => {},
  'auto-top-up': () => {},
} satisfies Record<EntryType, Posting>;

function arrive(books: Books, entry: Entry, say: Find, rules: Rules): void {
  const { cycleStartMs, atMs, seq, expiresAtMs = 0, paymentId } = entry;
  if (cycleStartMs !== undefined) startCycle(books, entry, say, rules);
  const cycleEndMs = books.cycle?.endMs ?? 0;
  if (expiresAtMs > cycleEndMs) say('I10', 'outlives its cycle');
  if (expiresAtMs <= atMs) say('I10', 'has ended before it begins');
  const repaid = (entry.repaidDebt ?? 0) + (entry.repaidOverrun ?? 0);
  for (const [grantId, credits] of slicesOf(entry.slices)) {
    const bucket: Bucket = books.buckets.get(grantId) ?? {
      grantId,
      source: sourceOf(grantId),
      createdSeq: seq,
      granted: 0,
      used: 0,
      held: 0,
      lost: 0,
      expiresAtMs: 0,
      hasEnded: false,
    };
    if (bucket.hasEnded) say('I13', `${grantId} is dead`);
    if (expiresAtMs < bucket.expiresAtMs) say('I10', `${grantId} would end earlier than promised`);
    bucket.granted += credits;
    bucket.used += repaid;
    bucket.expiresAtMs = expiresAtMs;
    books.buckets.set(grantId, bucket);
    if (credits !== entry.credits) say('I1', 'grants something else than it says');
    if (paymentId !== undefined) {
      if (books.payments.has(paymentId)) say('I14', `payment ${paymentId} has bought already`);
      books.payments.set(paymentId, { credits, grantId, refunded: undefined, isChargedBack: false });
    }
  }
  books.debt -= entry.repaidDebt ?? 0;
  books.overrun -= entry.repaidOverrun ?? 0;
  if (books.debt > 0 && repaid < entry.credits) say('I14', 'leaves debt that it could repay');
}

function startCycle(books: Books, entry: Entry, say: Find, rules: Rules): void {
  const { cycle, atMs, cycleStartMs = 0, expiresAtMs = 0, planId = '' } = entry;
  const previous = books.cycle;
  if (previous !== undefined) {
    if (cycle !== previous.index + 1) say('I9', `cycle ${cycle} after cycle ${previous.index}`);
    if (cycleStartMs !== previous.endMs || atMs !== cycleStartMs) say('I9', 'not at the boundary');
    if (planId !== (books.nextPlanId ?? books.planId)) say('I9', `on plan ${planId}`);
    for (const bucket of books.buckets.values())
      if (bucket.expiresAtMs <= atMs && leftIn(bucket) > 0) say('I10', `${bucket.grantId} rolled over`);
  }
  if (expiresAtMs <= atMs || atMs < cycleStartMs) say('I9', 'its cycle does not hold it');
  const plan = planAt(rules, planId, atMs);
  if (plan?.credits !== entry.credits) say('I9', `grants ${entry.credits}, the plan ${plan?.credits}`);
  books.allotment = entry.credits;
  for (const limit of books.limits.values()) limit.used = 0;
  books.cycle = { index: cycle, startMs: cycleStartMs, endMs: expiresAtMs };
  books.planId = planId;
  books.nextPlanId = undefined;
}

/** Usage is paid in draw order, from what is alive, to the last microcredit. */
function spend(books: Books, entry: Entry, say: Find): void {
  const slices = slicesOf(entry.slices);
  if (sumOf(slices) + (entry.uncovered ?? 0) !== entry.credits) say('I1', 'its slices are not its credits');
  checkDraw(books, entry, slices, say);
  for (const [grantId, credits] of slices) use(books, grantId, credits);
}

function checkDraw(books: Books, { atMs, slices: listed }: Entry, slices: Map<string, number>, say: Find): void {
  const right = drawn(books, sumOf(slices));
  if (JSON.stringify([...right.slices]) !== JSON.stringify(listed.map(({ grantId, credits }) => [grantId, credits])))
    say('I1', `drawn as ${JSON.stringify([...slices])}, not ${JSON.stringify([...right.slices])}`);
  for (const grantId of slices.keys())
    if ((books.buckets.get(grantId)?.expiresAtMs ?? 0) <= atMs) say('I10', `${grantId} was dead at ${atMs}`);
}

function use(books: Books, grantId: string, credits: number): void {
  const bucket = books.buckets.get(grantId);
  if (bucket !== undefined) bucket.used += credits;
}

function pin(books: Books, entry: Entry, say: Find): void {
  const hold = books.holds.get(entry.hold?.holdId ?? '');
  if (hold?.state !== 'open') {
    say('I12', 'its hold is not open');
    return;
  }
  if (hold.expiresAtMs <= entry.atMs) say('I12', 'its hold had expired');
  const slices = slicesOf(entry.slices);
  if (sumOf(slices) !== entry.credits) say('I1', 'its slices are not its credits');
  checkDraw(books, entry, slices, say);
  for (const [grantId, credits] of slices) {
    const bucket = books.buckets.get(grantId);
    if (bucket !== undefined) bucket.held += credits;
    hold.pinned.set(grantId, (hold.pinned.get(grantId) ?? 0) + credits);
  }
  hold.overrun += entry.uncovered ?? 0;
  books.overrun += entry.uncovered ?? 0;
}

/** Consumed, returned and forfeited make up what was pinned; only what is alive gets anything back. */
function unpin(books: Books, entry: Entry, say: Find, state: 'captured' | 'released' | 'expired'): void {
  const hold = books.holds.get(entry.hold?.holdId ?? '');
  if (hold?.state !== 'open') {
    say('I12', `its hold is ${hold?.state ?? 'unknown'}`);
    return;
  }
  if (state !== 'expired' && hold.expiresAtMs <= entry.atMs) say('I12', 'its hold had expired');
  hold.state = state;
  hold.used = state === 'released' ? 0 : entry.credits;
  const paid = slicesOf(entry.slices);
  const returned = slicesOf(entry.returned ?? []);
  for (const { grantId, forfeited } of entry.returned ?? []) {
    const isDead = (books.buckets.get(grantId)?.expiresAtMs ?? 0) <= entry.atMs;
    if (isDead !== (forfeited === true)) say('I13', `${grantId} is ${isDead ? 'dead' : 'alive'}`);
  }
  for (const grantId of new Set([...hold.pinned.keys(), ...paid.keys(), ...returned.keys()])) {
    const bucket = books.buckets.get(grantId);
    const pinned = hold.pinned.get(grantId) ?? 0;
    const extra = (paid.get(grantId) ?? 0) + (returned.get(grantId) ?? 0) - pinned;
    if (bucket === undefined || extra < 0) say('I12', `${grantId} gets ${-extra} less than it had pinned`);
    if (extra > 0 && (bucket?.expiresAtMs ?? 0) <= entry.atMs) say('I10', `${grantId} was dead`);
    if (bucket === undefined) continue;
    bucket.held -= pinned;
    bucket.used += paid.get(grantId) ?? 0;
    if (bucket.expiresAtMs <= entry.atMs) bucket.lost += returned.get(grantId) ?? 0;
  }
  const owed = state === 'released' ? 0 : entry.credits;
  if (sumOf(paid) + (entry.uncovered ?? 0) !== owed) say('I12', 'what it charged is not what was paid');
  if ((entry.uncoveredBefore ?? 0) !== hold.overrun) say('I12', 'its overrun is not what it was');
  books.overrun += (entry.uncovered ?? 0) - hold.overrun;
  hold.overrun = 0;
}

function takeBack(books: Books, entry: Entry, say: Find, grantId = ''): void {
  const slices = slicesOf(entry.slices);
  if (sumOf(slices) + (entry.uncovered ?? 0) !== entry.credits) say('I1', 'its slices are not its credits');
  for (const [from, credits] of slices) {
    if (from !== grantId) say('I14', `takes from ${from}`);
    if ((books.buckets.get(from)?.expiresAtMs ?? 0) <= entry.atMs) say('I10', `${from} was dead`);
    use(books, from, credits);
  }
}
