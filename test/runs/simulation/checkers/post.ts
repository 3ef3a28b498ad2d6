/** Posts one entry to the books, and says everything in which it breaks a rule. */
import type { Entry, EntryType } from '../../../../shared/domain/ledger/entry.ts';
import { checkCap, checkUpgrade, planAt } from './agreed.ts';
import { countLimits, limitsOfHold, passTime, setLimit } from './booked-limits.ts';
import { availableIn, type Books, heldIn, waitingIn } from './books.ts';
import { leftIn, slicesOf } from './bucket.ts';
import { postAccrual, postStanding } from './kept.ts';
import { checkOwed, postChargeback, postRefund } from './post-back.ts';
import { arrive } from './post-grant.ts';
import { pin, tell, unpin } from './post-hold.ts';
import { bookCharge, postReversal } from './post-reversal.ts';
import { spend } from './post-use.ts';
import type { Find, Rules } from './rules.ts';

export function post(books: Books, entry: Entry, rules: Rules, find: Find): void {
  const { seq, type, atMs, before, after } = entry;
  const say: Find = (invariant, what) => find(invariant, `entry ${seq} (${type}): ${what}`);
  if (atMs < books.lastMs) say('I16', `earlier than the entry before it, by ${books.lastMs - atMs} ms`);
  if (before !== availableIn(books)) say('I2', `starts at ${before}, the books are at ${availableIn(books)}`);
  if (books.closedAtMs !== undefined) say('I3', 'after the account closed');
  checkPunctual(books, entry, say);
  passTime(books, atMs);
  postings[type](books, entry, say, rules);
  books.lastMs = atMs;
  for (const bucket of books.buckets.values())
    if (leftIn(bucket) < 0 || bucket.used < 0 || bucket.held < 0) say('I3', `${bucket.grantId} is overspent`);
  checkOwed(books, say);
  const stated = [after.available, after.held, after.overrun, after.debt].join();
  const booked = [availableIn(books), heldIn(books), books.overrun, books.debt].join();
  if (stated !== booked) say('I2', `leaves ${stated}, the books say ${booked}`);
}

/** Checks that nothing came late. What was due before this entry's time must have been written before it. */
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
    if (entry.effectiveMs !== undefined) {
      books.nextPlanId = entry.planId;
      books.nextSeats = entry.seats ?? 1;
    } else {
      checkUpgrade(books, entry, say, rules);
      books.planId = entry.planId ?? '';
      books.nextPlanId = undefined;
      books.nextSeats = undefined;
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
    bookCharge(books, entry);
  },
  correction: (books, entry, say) => {
    spend(books, entry, say);
    for (const { grantId, credits } of entry.slices) {
      const bucket = books.buckets.get(grantId);
      if (bucket === undefined) continue;
      bucket.used -= credits;
      bucket.corrected += credits;
    }
  },
  void: (books, entry, say) => {
    const [grantId = ''] = slicesOf(entry.slices).keys();
    const bucket = books.buckets.get(grantId);
    if (bucket === undefined || bucket.hasEnded || bucket.source !== 'adjustment') {
      say('I13', `${grantId} was none that could be void`);
      return;
    }
    if (leftIn(bucket) !== entry.credits) say('I1', `${grantId} still held ${leftIn(bucket)}`);
    bucket.lost += entry.credits;
    bucket.hasEnded = true;
    bucket.expiresAtMs = entry.atMs;
  },
  accrual: (books, entry, say, rules) => {
    spend(books, entry, say);
    books.overrun += entry.uncovered ?? 0;
    postAccrual(books, entry, say, rules);
    bookCharge(books, entry);
  },
  hold: (books, entry, say) => {
    const holdId = entry.hold?.holdId ?? '';
    if (books.holds.has(holdId)) say('I12', 'a hold of that id is there already');
    const expiresAtMs = entry.hold?.expiresAtMs ?? 0;
    if (expiresAtMs <= entry.atMs) say('I12', 'expired before it began');
    const limits = limitsOfHold(books, entry);
    books.holds.set(holdId, { state: 'open', expiresAtMs, pinned: new Map(), overrun: 0, used: 0, limits });
    pin(books, entry, say);
  },
  extension: (books, entry, say, rules) => {
    pin(books, entry, say);
    checkCap(books, entry, say, rules);
  },
  report: tell,
  capture: (books, entry, say, rules) => {
    unpin(books, entry, say, 'captured');
    checkCap(books, entry, say, rules);
    bookCharge(books, entry);
  },
  release: (books, entry, say) => unpin(books, entry, say, 'released'),
  'hold-expiry': (books, entry, say, rules) => {
    const hold = books.holds.get(entry.hold?.holdId ?? '');
    if (hold !== undefined && hold.expiresAtMs !== entry.atMs) say('I10', 'not at the instant of its expiry');
    unpin(books, entry, say, 'expired');
    checkCap(books, entry, say, rules);
    bookCharge(books, entry);
  },
  reversal: postReversal,
  refund: postRefund,
  chargeback: postChargeback,
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
    bucket.owed = 0;
    books.expiredMs = entry.atMs;
  },
  closure: (books, entry, say) => {
    if (entry.credits !== entry.before + waitingIn(books)) say('I1', 'forfeits something else than there was');
    for (const bucket of books.buckets.values()) bucket.lost += leftIn(bucket);
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
  reopening: () => {},
  repair: () => {},
  subscription: () => {},
  suspension: (books, entry, say) => {
    if (books.isSuspended) say('I9', 'is suspended already');
    if (entry.credits !== waitingIn({ ...books, isSuspended: true })) say('I1', 'lists something else than what waits');
    books.isSuspended = true;
  },
  resumption: (books, entry, say) => {
    if (!books.isSuspended) say('I9', 'was not suspended');
    if (entry.credits !== waitingIn(books)) say('I1', 'lists something else than what waited');
    books.isSuspended = false;
  },
} satisfies Record<EntryType, Posting>;
