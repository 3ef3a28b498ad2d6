/** Effects of entries on holds: what is set aside, and what becomes of it. */
import type { Account } from '../../account/account.ts';
import { type LimitMove, moveLimits } from '../../account/count-limits.ts';
import { taken, use } from '../../account/draw.ts';
import { end, hasEnded, type Slice } from '../../account/grant.ts';
import type { Hold } from '../../account/hold.ts';

import { lesser, type Microcredits, microcredits, minus, noCredits, total } from '../../amount.ts';
import { type EntryOf, overrunIn } from '../../ledger/entry.ts';
import { countedBy } from '../../transitions/settle-hold.ts';
import { payOwnDebts } from './grants.ts';
import type { Replayed } from './replayed.ts';

/** The limits that count a hold, moved. */
export function counted(account: Account, hold: Hold, move: LimitMove): Account {
  return { ...account, limits: moveLimits(account.limits, countedBy(account, hold), move) };
}

/** All that was pinned ends: what was used is used, and the rest is back, but where its grant has ended. */
export function settled(entry: EntryOf<'capture' | 'release' | 'hold-expiry'>, from: Replayed): Replayed {
  const { hold, returned = [], uncoveredBefore = noCredits, repaidDebt = noCredits } = entry;
  const isRelease = entry.type === 'release';
  const { account } = from;
  const used = taken(account.grants, entry.slices, use);
  const pinned = pinnedBy(hold, entry.slices, returned);
  const free = taken(used, pinned, (grant, credits) => ({ ...grant, held: minus(grant.held, credits) }));
  let grants = payOwnDebts(free, returned);
  for (const grant of grants) if (hasEnded(grant)) grants = end(grants, grant);
  const open = new Map(from.holds);
  open.delete(hold.holdId);
  const next = counted(account, hold, { used: isRelease ? 0 : entry.credits, held: -hold.credits });
  const after: Account = {
    ...next,
    grants,
    openHolds: account.openHolds - 1,
    overrun: microcredits(account.overrun - uncoveredBefore + (isRelease ? 0 : overrunIn(entry))),
    heldOverrun: minus(account.heldOverrun, uncoveredBefore),
    debt: minus(account.debt, repaidDebt),
  };
  return { ...from, account: withDue(after, open), holds: open };
}

/** The slices that a hold had set aside, by grant: what came back, and of what was used as much as it covered, in its order. */
function pinnedBy(hold: Hold, used: readonly Slice[], returned: readonly Slice[]): readonly Slice[] {
  let covered: Microcredits = minus(hold.credits, total(returned.map(({ credits }) => credits)));
  const pinned: Slice[] = [...returned];
  for (const { grantId, credits } of used) {
    const part = lesser(credits, covered);
    if (part > 0) pinned.push({ grantId, credits: part });
    covered = minus(covered, part);
  }
  return pinned;
}

export function withHold(from: Replayed, hold: Hold): Replayed {
  const open = new Map(from.holds).set(hold.holdId, hold);
  return { ...from, account: withDue(from.account, open), holds: open };
}

/** The earliest expiry among the open holds. */
function withDue(account: Account, open: ReadonlyMap<string, Hold>): Account {
  const { holdsDueMs: _before, ...rest } = account;
  const dueMs = Math.min(...[...open.values()].map(({ expiresAtMs }) => expiresAtMs));
  return Number.isFinite(dueMs) ? { ...rest, holdsDueMs: dueMs } : rest;
}
