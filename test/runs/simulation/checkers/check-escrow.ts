/** I27: what those who append go by is what the account comes to, at every moment, whatever is due. */

import type { LoadedAccount } from '../../../../shared/storage/account-item.ts';
import { dueInIndexMs } from '../../../../shared/storage/account-item.ts';
import { markOf } from '../../../../shared/storage/escrow.ts';
import { type Books, leftIn } from './books.ts';
import type { Find } from './rules.ts';

export function checkEscrow({ account, log, escrow, quarantine }: LoadedAccount, books: Books, say: Find): void {
  if (escrow === undefined) return;
  const { free, dueAtMs, weight, marks, tail, rules } = escrow;
  const left = [...books.buckets.values()].reduce((sum, bucket) => sum + leftIn(bucket), 0);
  const isOpen = books.closedAtMs === undefined && quarantine === undefined && books.debt === 0;
  if (free !== (isOpen ? left : undefined)) say('I27', `${free} are free, and ${left} are left`);
  if (dueAtMs > dueInIndexMs(account)) say('I27', 'something is due before appends stop');
  if ((rules === 0) !== (account.limits.length === 0)) say('I27', `its rules are ${rules}`);
  for (const { idempotencyKey } of [...log.entries, ...log.notes])
    if (idempotencyKey !== undefined && !marks.has(markOf(idempotencyKey)))
      say('I27', `${idempotencyKey} is not marked`);
  if (weight < 0 || (weight === 0) !== (tail.length + log.entries.length + log.notes.length === 0))
    say('I27', `its tail weighs ${weight}`);
}
