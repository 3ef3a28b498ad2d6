/** The items beside an account that a repair puts right: keys of what is withdrawn, holds, and marks that move on. */
import type { Hold } from '../domain/account/hold.ts';
import { standingIn } from '../domain/account/withdrawn.ts';
import { noCredits } from '../domain/amount.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { isMoving, marksOf } from '../domain/ledger/mark.ts';
import { encodeHold, filedHolds, type HoldItem } from './hold-item.ts';
import { filedDownFrom } from './ledger.ts';
import type { RepairPlan } from './repair-plan.ts';
import type { Table } from './table.ts';
import { accountPk, type Item, keyKey, markKey } from './table-keys.ts';

/** An item for each key that a withdrawn entry was made by, also for those that were found by their time. */
export function withdrawnKeysOf({ accountId, withdrawn }: RepairPlan): readonly Item[] {
  return withdrawn.flatMap(({ seq, idempotencyKey, fingerprint }) =>
    idempotencyKey === undefined ? [] : [{ ...keyKey(accountId, idempotencyKey), seq, fingerprint }],
  );
}

/** Holds as they are at the last entry that stands. One that nothing which stands has opened sets nothing aside any more. */
export async function holdItemsOf(
  table: Table,
  { accountId, proved: { holds }, lastSeq }: RepairPlan,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const found = new Set<string>();
  for await (const item of filedHolds(table, accountId, 0)) {
    found.add(item.holdId);
    const told = holds.get(item.holdId) ?? endOf(item);
    if (told !== undefined) items.push(encodeHold(accountId, told, lastSeq + 1));
  }
  for (const [holdId, hold] of holds) if (!found.has(holdId)) items.push(encodeHold(accountId, hold, lastSeq + 1));
  return items;
}

/** Undefined of one that was settled, which is right as it is. */
function endOf({ holdId, filed }: HoldItem): Hold | undefined {
  if (filed !== undefined && filed.hold.state !== 'open') return undefined;
  const unread: Omit<Hold, 'state' | 'pinned'> = {
    ...{ holdId, category: categories[0], credits: noCredits, used: noCredits, overrun: noCredits, expiresAtMs: 0 },
    ...{ whenExhausted: 'pause', slice: noCredits, limitIds: [] },
  };
  return { ...(filed?.hold ?? unread), state: 'released', pinned: [] };
}

const pageSize = 400;

/**
 * Marks that move on and stand at an entry that is withdrawn say again what the newest entry of theirs said that stands. One without
 * any is left: a mark of what was withdrawn says nothing.
 */
export async function markItemsOf(
  table: Table,
  { accountId, withdraws, proved }: RepairPlan,
): Promise<readonly Item[]> {
  if (withdraws === undefined) return [];
  const wanted = new Set<string>();
  for await (const { sk, seq } of marks(table, accountId)) {
    const mark = sk.slice(markKey('', '').sk.length);
    if (isMoving(mark) && Number(seq) >= withdraws.first) wanted.add(mark);
  }
  const items: Item[] = [];
  for (const part of standingIn(proved.account.withdrawn, { first: 1, last: proved.account.seq }).toReversed())
    for await (const entry of filedDownFrom(table, { accountId, seq: part.last, onFault: () => {} }, part.first)) {
      if (wanted.size === 0) return items;
      for (const [mark, { seq, content }] of marksOf(entry))
        if (wanted.delete(mark)) items.push({ ...markKey(accountId, mark), seq, content });
    }
  return items;
}

async function* marks(table: Table, accountId: string): AsyncGenerator<Item> {
  const to = markKey(accountId, '~').sk;
  let from = markKey(accountId, '').sk;
  for (;;) {
    const items = await table.query({ pk: accountPk(accountId), from, to, order: 'ascending', limit: pageSize });
    yield* items;
    const last = items.at(-1);
    if (items.length < pageSize || last === undefined) return;
    from = `${last.sk}!`;
  }
}
