import type { Account } from '../account/account.ts';
import { categoryPaidBy, type Slice } from '../account/grant.ts';
import { total } from '../amount.ts';
import type { Category } from '../catalogue/rate-card.ts';
import type { Charge } from '../ledger/charge.ts';
import type { Entry } from '../ledger/entry.ts';
import { record } from '../ledger/record.ts';
import { present } from '../present.ts';
import type { Request, refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';
import type { Rules } from './needs.ts';

interface Reissue {
  /** The parts that would be forfeited. */
  readonly forfeited: readonly Slice[];
  /** The charge that it gives back, which grants that have ended had paid. */
  readonly of: Charge;
  readonly asked: Pick<Request, 'caller'> & { readonly reason?: string };
}

export interface Reissued {
  readonly kind: 'granted';
  readonly account: Account;
  readonly entries: readonly Entry[];
}

/**
 * Grants anew, as adjustments, what would be given back to grants that have ended (R16): what one category alone was paid by is
 * again for that one (R29). Like all new credits that pay for everything it repays debt first.
 */
export function reissue(
  before: Account,
  { forfeited, of, asked: { caller, reason } }: Reissue,
  { nowMs }: Rules,
): Reissued | ReturnType<typeof refuse> {
  let account = before;
  const entries: Entry[] = [];
  for (const [category, slices] of byWhatTheyPay(forfeited)) {
    const granted = grantCredits(account, {
      source: 'adjustment',
      credits: total(slices.map(({ credits }) => credits)),
      expiresAtMs: account.cycle.endMs,
      draft: { type: 'grant', atMs: nowMs, reverses: of.seq, actor: caller, ...present({ reason, category }) },
    });
    if (granted.kind === 'refused') return granted;
    if (granted.kind !== 'change') throw new TypeError('credits are granted, or refused');
    const recorded = record(granted.account, granted.changes, { ...granted.draft, caller });
    account = recorded.account;
    entries.push(recorded.entry);
  }
  return { kind: 'granted', account, entries };
}

function byWhatTheyPay(slices: readonly Slice[]): ReadonlyMap<Category | undefined, readonly Slice[]> {
  return Map.groupBy(slices, ({ grantId }) => categoryPaidBy(grantId));
}
