import type { Account } from '../account/account.ts';
import { type Settled, settle } from '../account/grant.ts';
import type { DueHolds, Hold, HoldState } from '../account/hold.ts';
import { moveLimits } from '../account/limit.ts';
import { lesser, type Microcredits, microcredits, minus, noCredits } from '../amount.ts';
import type { EntryDraft } from '../ledger/entry.ts';
import { record } from '../ledger/record.ts';
import { present } from '../present.ts';
import { cycleCaller, inTurn, type Transition } from './transition.ts';

/** The account without a hold that was settled. `openHolds` tells when none is left to wait for. */
export function withoutHold(account: Account, hold: Hold, used: Microcredits): Account {
  const { holdsDueMs, ...rest } = account;
  const openHolds = account.openHolds - 1;
  const limits = moveLimits(account.limits, hold.limitIds, { used, held: -hold.credits });
  const heldOverrun = minus(account.heldOverrun, hold.overrun);
  return {
    ...rest,
    openHolds,
    limits,
    heldOverrun,
    ...(openHolds === 0 || holdsDueMs === undefined ? {} : { holdsDueMs }),
  };
}

/** The hold as settling leaves it. */
export function settledHold(hold: Hold, state: HoldState, used: Microcredits): Hold {
  return { ...hold, state, used, overrun: noCredits, pinned: [] };
}

/** What the entry that settles a hold says of what came back, and of overrun counted before. */
export function settlement(
  hold: Hold,
  { returned }: Pick<Settled, 'returned'>,
): Pick<EntryDraft, 'returned' | 'uncoveredBefore'> {
  return {
    ...(returned.length === 0 ? {} : { returned }),
    ...(hold.overrun === 0 ? {} : { uncoveredBefore: hold.overrun }),
  };
}

/**
 * Settles the holds whose time is up at an instant: what they had reported is charged, the rest given back. Then the
 * account waits for the next that is known, or may be.
 */
export function expireHolds(
  account: Account,
  dueMs: number,
  { dueHolds }: { readonly dueHolds?: DueHolds },
): Transition {
  if (account.holdsDueMs === undefined || account.holdsDueMs > dueMs) return { account, entries: [] };
  if (dueHolds === undefined) throw new TypeError('holds are past their time, and nobody looked for them');
  const expired = dueHolds.holds.filter((hold) => hold.expiresAtMs === dueMs);
  const { account: after, entries } = inTurn(account, expired, expireHold);
  const { holdsDueMs: _passed, ...rest } = after;
  const later = dueHolds.holds.map((hold) => hold.expiresAtMs).filter((ms) => ms > dueMs);
  const nextMs = Math.min(dueHolds.nextMs, ...later);
  return { account: after.openHolds === 0 ? rest : { ...rest, holdsDueMs: nextMs }, entries };
}

function expireHold(account: Account, hold: Hold): Transition {
  const paid = lesser(hold.used, hold.credits);
  const uncovered = lesser(minus(hold.used, paid), hold.overrun);
  const used = microcredits(paid + uncovered);
  const settled = settle(account.grants, hold.pinned, paid);
  const recorded = record(
    withoutHold(account, hold, used),
    { grants: settled.grants, overrun: microcredits(account.overrun - hold.overrun + uncovered) },
    {
      type: 'hold-expiry',
      atMs: hold.expiresAtMs,
      credits: used,
      slices: settled.slices,
      caller: cycleCaller,
      category: hold.category,
      ...present({ dimensions: hold.dimensions }),
      hold: settledHold(hold, 'expired', used),
      ...settlement(hold, settled),
      ...(uncovered === 0 ? {} : { uncovered }),
    },
  );
  return { account: recorded.account, entries: [recorded.entry] };
}
