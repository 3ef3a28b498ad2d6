import type { LoadedAccount } from '../../../../shared/storage/account-item.ts';
import { itemSizeBytes } from '../../../../shared/storage/item-size.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import type { AccountObservation } from './account-observation.ts';
import { leftIn } from './bucket.ts';
import type { Find } from './rules.ts';

const accountMaxBytes = 16 * 1_024;
/** A replaced item that is larger holds nothing in its log but what was added with it. The next version's measure, the larger. */
const comfortableBytes = 1_500;

/** I1: what is stored of every grant is what the entries make of it. */
export function checkState(
  { books }: AccountObservation,
  { account, log, escrow }: LoadedAccount,
  { item, before }: { readonly item: Item; readonly before: LoadedAccount | undefined },
  say: Find,
): void {
  const seqBefore = before?.account.seq ?? 0;
  const stored = new Map(account.grants.map((grant) => [grant.grantId, grant]));
  for (const bucket of books.buckets.values()) {
    const grant = stored.get(bucket.grantId);
    stored.delete(bucket.grantId);
    if (grant === undefined) {
      if (bucket.held > 0 || (leftIn(bucket) > 0 && books.closedAtMs === undefined))
        say('I1', `${bucket.grantId} is gone from the account`);
      continue;
    }
    const { granted, used, held, expiresAtMs, outflows = {}, debt = 0 } = grant;
    const { refunded = 0, repaidDebt = 0, repaidOverrun = 0, corrected = 0 } = outflows;
    const parts = [granted, used, held, refunded, repaidDebt, repaidOverrun, corrected, debt].join('/');
    const flown = [bucket.refunded, bucket.repaidDebt, bucket.repaidOverrun, bucket.corrected];
    const owed = bucket.expiresAtMs <= account.lastAtMs ? 0 : bucket.owed;
    const booked = [bucket.granted, bucket.used, bucket.held, ...flown, owed].join('/');
    if (parts !== booked) say('I1', `${bucket.grantId} is ${parts}, not ${booked}`);
    if (expiresAtMs !== bucket.expiresAtMs) say('I1', `${bucket.grantId} ends at another instant`);
  }
  for (const grantId of stored.keys()) say('I1', `nobody granted ${grantId}`);
  const open = [...books.holds.values()].filter(({ state }) => state === 'open');
  if (account.openHolds !== open.length) say('I2', `${account.openHolds} holds are open, not ${open.length}`);
  const soonestMs = Math.min(...open.map(({ expiresAtMs }) => expiresAtMs));
  if ((account.holdsDueMs ?? Number.POSITIVE_INFINITY) > soonestMs)
    say('I12', 'a hold expires before the account looks');
  if (account.overrun !== books.overrun || account.debt !== books.debt) say('I2', 'what it owes is not in its entries');
  if (account.cycle.index !== books.cycle?.index || account.cycle.endMs !== books.cycle.endMs)
    say('I9', 'its cycle is not the one that its entries opened');
  const bytes = itemSizeBytes(item);
  const isReplaced = escrow?.epoch !== before?.escrow?.epoch;
  if (isReplaced && bytes > comfortableBytes && log.filed.seq < seqBefore)
    say('I19', `has ${bytes} bytes, and its log is not filed`);
  if (bytes > accountMaxBytes) say('I19', `its item has ${bytes} bytes`);
}
