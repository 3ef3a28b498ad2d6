/** I27: what those who append go by is what the account comes to, at every moment, whatever is due. */
import type { Limit } from '../../../../shared/domain/account/limit.ts';
import type { LoadedAccount } from '../../../../shared/storage/account-item.ts';
import { dueInIndexMs } from '../../../../shared/storage/account-item.ts';
import { type LimitsLeft, limitName, markOf } from '../../../../shared/storage/escrow.ts';
import { passTime } from './booked-limits.ts';
import type { BookedCounter, Books } from './books.ts';
import { leftIn } from './bucket.ts';
import type { Find } from './rules.ts';

export function checkEscrow({ account, log, escrow, quarantine }: LoadedAccount, books: Books, say: Find): void {
  if (escrow === undefined) return;
  const { free, limits, dueAtMs, weight, marks, tail, rules } = escrow;
  const left = [...books.buckets.values()].reduce((sum, bucket) => sum + leftIn(bucket), 0);
  const isOneScoped = [...books.buckets.values()].some(
    (bucket) => bucket.category !== undefined && (leftIn(bucket) > 0 || bucket.held > 0),
  );
  const isOpen = !isOneScoped && books.closedAtMs === undefined && quarantine === undefined && books.debt === 0;
  if (free !== (isOpen ? left : undefined)) say('I27', `${free} are free, and ${left} are left`);
  passTime(books, account.lastAtMs);
  checkLimits(account.limits, limits, books, say);
  if (dueAtMs > dueInIndexMs(account)) say('I27', 'something is due before appends stop');
  if ((rules === 0) !== (account.limits.length === 0)) say('I27', `its rules are ${rules}`);
  for (const { idempotencyKey } of [...log.entries, ...log.notes])
    if (idempotencyKey !== undefined && !marks.has(markOf(idempotencyKey)))
      say('I27', `${idempotencyKey} is not marked`);
  if (weight < 0 || (weight === 0) !== (tail.length + log.entries.length + log.notes.length === 0))
    say('I27', `its tail weighs ${weight}`);
}

/** The credits left of each, by its place; an item that was written by code from before says nothing of them. */
function checkLimits(all: readonly Limit[], said: LimitsLeft | undefined, books: Books, say: Find): void {
  if (said === undefined) return;
  const left = all.flatMap(({ limitId }, at): [string, number][] => {
    const {
      credits = Number.NaN,
      dimension,
      counters = new Map<string, BookedCounter>(),
    } = books.limits.get(limitId) ?? {};
    return [...counters].map(([value, { used, held }]) => [
      limitName(at, dimension?.each ? value : undefined),
      credits - used - held,
    ]);
  });
  const [is, should] = [JSON.stringify(Object.entries(said).sort()), JSON.stringify(left.sort())];
  if (is !== should || all.length !== books.limits.size)
    say('I27', `of its limits ${is} are left, and ${should} should be`);
}
