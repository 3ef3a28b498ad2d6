import type { Account } from '../account/account.ts';
import { moveLimits } from '../account/count-limits.ts';
import { setAside } from '../account/draw.ts';
import { availableFor, type Slice } from '../account/grant.ts';
import { type Hold, type HoldDecision, isReportKept } from '../account/hold.ts';
import { limitsFor, roomIn } from '../account/limit.ts';
import { askedOf } from '../account/limit-scope.ts';
import { lesser, type Microcredits, microcredits, noCredits, plus } from '../amount.ts';
import type { Category } from '../catalogue/rate-card.ts';
import { present } from '../present.ts';
import { countedBy, overrunRoom } from '../transitions/settle-hold.ts';
import { change, command, type Draft, type Proposal } from './command.ts';
import { refuse } from './decision.ts';
import { findHold } from './find-hold.ts';
import type { Rules } from './needs.ts';

export interface Report {
  readonly holdId: string;
  /** The work's usage since it began: absolute, so that a lost or repeated report does no harm. */
  readonly used: Microcredits;
  /** The category of usage that a rate card priced: it must be the hold's. */
  readonly category?: Category;
  /** The credits that must be left of the hold before it is extended; nothing when left out. */
  readonly leftMin?: Microcredits;
}

/**
 * R15. What is set aside covers the report, and leaves what the work asked to have left: it goes on. Beyond that the hold
 * is extended to what is used and `extendBy` more, as far as there are credits and limits allow; then its policy decides. Never
 * more is set aside than there is, and no limit lets work overrun what it wouldn't let it set aside. A report that extends
 * nothing is stored when it tells of enough (R17); otherwise nothing is written, and its key isn't remembered.
 */
export const report = command({
  needs: ({ holdId }: Report) => ({ holdId }),
  decide(account, asked, found) {
    const own = findHold(found, asked.holdId);
    if (own.kind === 'refused') return own;
    if (own.kind === 'expired') return refuse({ reason: 'hold-expired' });
    const { category } = asked;
    if (category !== undefined && category !== own.hold.category) return refuse({ reason: 'hold-category' });
    const used = microcredits(Math.max(own.hold.used, asked.used));
    const hold = { ...own.hold, used };
    const funded = plus(hold.credits, hold.overrun);
    const isKept = isReportKept(own.hold, used, found.nowMs);
    if (used + (asked.leftMin ?? noCredits) <= funded)
      return proposeReport(account, { hold, decision: 'continue', isKept }, found);

    const needed = microcredits(Math.max(0, used - funded));
    const room = roomFor(account, hold);
    const wanted = microcredits(Math.max(0, used + hold.slice - funded));
    const more = lesser(wanted, lesser(availableFor(account.grants, hold.category), room));
    const shortage = microcredits(Math.max(0, needed - more));
    const overrun = shortage > 0 && hold.whenExhausted === 'complete' ? shortage : noCredits;
    const isWithinLimits = used - hold.credits <= room;
    const leftToOverrun = overrunRoom(account, found.plans, found.nowMs);
    const isFunded = shortage === 0 || (overrun > 0 && overrun <= leftToOverrun && isWithinLimits);
    const decision = isFunded ? 'continue' : 'pause';
    const uncovered = isFunded ? overrun : noCredits;
    if (more === 0 && uncovered === 0) return proposeReport(account, { hold, decision, isKept }, found);
    return extend(account, { hold, more, uncovered, decision }, found.nowMs);
  },
});

interface ReportEntry {
  readonly hold: Hold;
  readonly decision: HoldDecision;
  readonly isKept: boolean;
}

/** The answer to a report that moves no credits: durable before it is given, or given alone. */
function proposeReport(account: Account, { hold, decision, isKept }: ReportEntry, { nowMs }: Rules): Proposal {
  if (!isKept) return { kind: 'reported', hold, decision };
  return change(
    account,
    {},
    {
      type: 'report',
      atMs: nowMs,
      credits: noCredits,
      slices: [],
      category: hold.category,
      ...present({ dimensions: hold.dimensions }),
      hold: { ...hold, reportedAtMs: nowMs },
      decision,
    },
  );
}

interface Extension {
  readonly hold: Hold;
  readonly more: Microcredits;
  readonly uncovered: Microcredits;
  readonly decision: HoldDecision;
}

function extend(account: Account, { hold, more, uncovered, decision }: Extension, nowMs: number): Proposal {
  const { grants, slices } = setAside(account.grants, more, hold.category);
  const extended: Hold = {
    ...hold,
    credits: plus(hold.credits, more),
    overrun: plus(hold.overrun, uncovered),
    pinned: joinSlices(hold.pinned, slices),
    reportedAtMs: nowMs,
  };
  const draft: Draft = {
    type: 'extension',
    atMs: nowMs,
    credits: more,
    slices,
    category: hold.category,
    ...present({ dimensions: hold.dimensions }),
    hold: extended,
    decision,
    ...(uncovered === 0 ? {} : { uncovered }),
  };
  const changes = {
    grants,
    overrun: plus(account.overrun, uncovered),
    heldOverrun: plus(account.heldOverrun, uncovered),
    limits: moveLimits(account.limits, countedBy(account, hold), { held: more }),
  };
  return change(account, changes, draft);
}

/** Slices of one grant add up, so that a long hold names no more slices than there are grants. */
function joinSlices(pinned: readonly Slice[], more: readonly Slice[]): readonly Slice[] {
  const sums = new Map(pinned.map(({ grantId, credits }) => [grantId, credits]));
  for (const { grantId, credits } of more) sums.set(grantId, plus(sums.get(grantId) ?? noCredits, credits));
  return [...sums].map(([grantId, credits]) => ({ grantId, credits }));
}

/** The credits that the spending limits that it counts against still let through. */
function roomFor(account: Account, hold: Hold): Microcredits {
  const { limitIds } = countedBy(account, hold);
  const own = account.limits.filter(({ limitId }) => limitIds.includes(limitId));
  const rooms = askedOf(limitsFor(own, hold)).map(roomIn);
  return microcredits(Math.min(Number.MAX_SAFE_INTEGER, ...rooms));
}
