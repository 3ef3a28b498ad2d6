import { type Account, balanceOf } from '../account/account.ts';
import {
  type Grant,
  type GrantSource,
  hasEnded,
  liveGrantsMax,
  newGrant,
  withNotice,
  withOutflows,
} from '../account/grant.ts';
import { amountMaxMicrocredits, type Microcredits, plus } from '../amount.ts';
import type { Category } from '../catalogue/rate-card.ts';
import type { Entry } from '../ledger/entry.ts';
import { repay } from '../transitions/repay.ts';
import { change, type Draft, type Proposal } from './command.ts';
import { refuse } from './decision.ts';

/** The members of a grant's entry besides the credits. */
type Occasion<T extends 'grant' | 'plan-change'> = Omit<Draft<T>, 'credits' | 'slices' | 'expiresAtMs'>;

export interface NewCredits {
  readonly source: GrantSource;
  readonly credits: Microcredits;
  /** Past the cycle's end for an adjustment alone: of anything else a later instant means the cycle's end. */
  readonly expiresAtMs: number;
  /** Further changes of the account in the same step. */
  readonly changes?: Partial<Account>;
  readonly draft: Occasion<'grant'> | Occasion<'plan-change'>;
}

/** Adds credits in the account's cycle: a purchase, an adjustment, an upgrade. It ends exhaustion in this very write (R14). `before` was written already in the same change. */
export function grantCredits(
  account: Account,
  { source, credits, expiresAtMs, changes, draft }: NewCredits,
  before?: readonly Entry[],
): Proposal {
  const { available, held } = balanceOf(account);
  if (available + held + credits > amountMaxMicrocredits) return refuse({ reason: 'balance-limit' });
  const category = draft.type === 'grant' ? draft.category : undefined;
  // What pays for one category pays no debt: that is of any. Nor does what waits to be paid for (R35).
  const waits = source === 'plan' && account.suspendedSinceMs !== undefined;
  const { repaid, owed } =
    category === undefined && !waits
      ? repay(account, credits, source === 'plan')
      : { repaid: {}, owed: { grants: account.grants } };
  const seq = account.seq + 1;
  const endsAtMs = source === 'adjustment' ? expiresAtMs : Math.min(expiresAtMs, account.cycle.endMs);
  const fresh = newGrant(grantIdOf(source, account.cycle.index, seq, category), credits, endsAtMs, seq);
  const next = withGrant(owed.grants, withNotice(withOutflows(fresh, repaid), draft.atMs));
  return change(
    account,
    { ...changes, ...owed, grants: next.grants },
    {
      ...draft,
      credits,
      slices: [{ grantId: next.grantId, credits }],
      expiresAtMs: next.endsAtMs,
      ...repaid,
    },
    before,
  );
}

/** The plan's grant at a cycle's start is `plan-<cycle>`; what an upgrade adds to it in between says which entry did. */
function grantIdOf(source: GrantSource, cycle: number, seq: number, category?: Category): string {
  const own = source === 'plan' ? `plan-${cycle}-${seq}` : `${source}-${seq}`;
  return category === undefined ? own : `${own}-${category}`;
}

interface WithGrant {
  readonly grants: readonly Grant[];
  readonly grantId: string;
  readonly endsAtMs: number;
}

/**
 * Up to 20 live grants each stand alone. Past that, credits join a grant of their source and category: the youngest that ends when
 * they do, or else the next to end after them, or else the last to end, which then ends when they do. So what was paid
 * for is never refused, nothing ends earlier than was promised, and the account stays small.
 */
function withGrant(grants: readonly Grant[], grant: Grant): WithGrant {
  const alone = { grants: [...grants, grant], grantId: grant.grantId, endsAtMs: grant.expiresAtMs };
  const live = grants.filter((each) => !hasEnded(each));
  if (live.length < liveGrantsMax) return alone;
  const sameSource = live
    .filter((each) => each.source === grant.source && each.category === grant.category)
    .sort((a, b) => a.expiresAtMs - b.expiresAtMs || b.createdSeq - a.createdSeq);
  const host = sameSource.find((each) => each.expiresAtMs >= grant.expiresAtMs) ?? sameSource.at(-1);
  if (host === undefined) return alone;
  const endsAtMs = Math.max(host.expiresAtMs, grant.expiresAtMs);
  const joined = {
    ...withOutflows(host, grant.outflows ?? {}),
    granted: plus(host.granted, grant.granted),
    expiresAtMs: endsAtMs,
  };
  return {
    grants: grants.map((each) => (each.grantId === host.grantId ? joined : each)),
    grantId: host.grantId,
    endsAtMs,
  };
}
