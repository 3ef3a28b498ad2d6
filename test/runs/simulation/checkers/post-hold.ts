/** Credits set aside for work, and what becomes of them. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import { holdLimits, settleLimits } from './booked-limits.ts';
import type { Books } from './books.ts';
import { slicesOf, sumOf } from './bucket.ts';
import { checkRepaid, payOwn } from './post-back.ts';
import { checkDraw } from './post-use.ts';
import type { Find } from './rules.ts';

export function pin(books: Books, entry: Entry, say: Find): void {
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
  holdLimits(books, hold, entry, say);
  hold.overrun += entry.uncovered ?? 0;
  books.overrun += entry.uncovered ?? 0;
  hold.used = entry.hold?.used ?? 0;
}

/** A report that was stored moves nothing, and never tells of less than one before it. */
export function tell(books: Books, entry: Entry, say: Find): void {
  const hold = books.holds.get(entry.hold?.holdId ?? '');
  if (hold?.state !== 'open') say('I12', 'its hold is not open');
  if (entry.credits !== 0 || entry.slices.length > 0) say('I1', 'a report moves credits');
  if (hold === undefined) return;
  if (hold.expiresAtMs <= entry.atMs) say('I12', 'its hold had expired');
  if (Number(entry.hold?.used) < hold.used) say('I23', 'tells of less than was told before');
  hold.used = Number(entry.hold?.used);
}

/** Consumed, returned and forfeited make up what was pinned; only what is alive gets anything back. */
export function unpin(books: Books, entry: Entry, say: Find, state: 'captured' | 'released' | 'expired'): void {
  const hold = books.holds.get(entry.hold?.holdId ?? '');
  if (hold?.state !== 'open') {
    say('I12', `its hold is ${hold?.state ?? 'unknown'}`);
    return;
  }
  if (state !== 'expired' && hold.expiresAtMs <= entry.atMs) say('I12', 'its hold had expired');
  hold.state = state;
  const ran = entry.credits + (entry.uncovered ?? 0);
  if (state === 'expired' && ran !== hold.used) say('I23', `settles ${ran}, and ${hold.used} was reported`);
  hold.used = state === 'released' ? 0 : entry.credits;
  const paid = slicesOf(entry.slices);
  const returned = slicesOf(entry.returned ?? []);
  for (const { grantId, forfeited } of entry.returned ?? []) {
    const isDead = (books.buckets.get(grantId)?.expiresAtMs ?? 0) <= entry.atMs;
    if (isDead !== (forfeited === true)) say('I13', `${grantId} is ${isDead ? 'dead' : 'alive'}`);
  }
  let repaid = 0;
  for (const grantId of new Set([...hold.pinned.keys(), ...paid.keys(), ...returned.keys()])) {
    const bucket = books.buckets.get(grantId);
    const pinned = hold.pinned.get(grantId) ?? 0;
    const extra = (paid.get(grantId) ?? 0) + (returned.get(grantId) ?? 0) - pinned;
    if (bucket === undefined || extra < 0) say('I12', `${grantId} gets ${-extra} less than it had pinned`);
    if (extra > 0 && (bucket?.expiresAtMs ?? 0) <= entry.atMs) say('I10', `${grantId} was dead`);
    if (extra > 0 && bucket?.category !== undefined && bucket.category !== entry.category)
      say('I29', `${grantId} pays for ${bucket.category}`);
    if (bucket === undefined) continue;
    bucket.held -= pinned;
    bucket.used += paid.get(grantId) ?? 0;
    const back = returned.get(grantId) ?? 0;
    if (bucket.expiresAtMs <= entry.atMs) bucket.lost += back;
    else repaid += payOwn(bucket, back);
  }
  settleLimits(books, hold, entry, sumOf(hold.pinned));
  checkRepaid(books, entry, repaid, say);
  const owed = state === 'released' ? 0 : entry.credits;
  if (sumOf(paid) + (entry.overrun ?? 0) !== owed) say('I12', 'what it charged is not what was paid');
  if ((entry.uncoveredBefore ?? 0) !== hold.overrun) say('I12', 'its overrun is not what it was');
  books.overrun += (entry.overrun ?? 0) - hold.overrun;
  hold.overrun = 0;
}
