import type { Account } from '../account/account.ts';
import type { Microcredits } from '../amount.ts';
import type { Charge } from '../ledger/charge.ts';
import { type EntryRecord, record } from '../ledger/record.ts';
import { present } from '../present.ts';
import type { Request, refuse } from './decision.ts';
import { grantCredits } from './grant-credits.ts';
import type { Rules } from './needs.ts';

interface Reissue {
  readonly credits: Microcredits;
  /** The charge that it gives back, which grants that have ended had paid. */
  readonly of: Charge;
  readonly asked: Pick<Request, 'caller'> & { readonly reason?: string };
}

/** Grants anew, as an adjustment, what would be given back to grants that have ended (R16). Like all new credits it repays debt first. */
export function reissue(
  account: Account,
  { credits, of, asked: { caller, reason } }: Reissue,
  { nowMs }: Rules,
): (EntryRecord & { readonly kind: 'granted' }) | ReturnType<typeof refuse> {
  const granted = grantCredits(account, {
    source: 'adjustment',
    credits,
    expiresAtMs: account.cycle.endMs,
    draft: { type: 'grant', atMs: nowMs, reverses: of.seq, actor: caller, ...present({ reason }) },
  });
  if (granted.kind === 'refused') return granted;
  if (granted.kind !== 'change') throw new TypeError('credits are granted, or refused');
  return { kind: 'granted', ...record(granted.account, granted.changes, { ...granted.draft, caller }) };
}
