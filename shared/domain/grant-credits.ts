import { type Account, balanceOf } from './account.ts';
import { amountMaxMicrocredits, type Microcredits, plus } from './amount.ts';
import { type Decision, refuse } from './decision.ts';
import { type EntryDraft, record } from './entry.ts';
import { type Grant, type GrantSource, liveGrantsMax, newGrant } from './grant.ts';

export interface NewCredits {
  readonly source: GrantSource;
  readonly credits: Microcredits;
  /** All credits end with the cycle at the latest: a later instant means its end. */
  readonly expiresAtMs: number;
  readonly draft: Omit<EntryDraft, 'type' | 'credits' | 'slices' | 'expiresAtMs'>;
}

/** Adds credits in the account's cycle: a purchase or an adjustment. It ends exhaustion in this very write (rule 14). */
export function grantCredits(account: Account, { source, credits, expiresAtMs, draft }: NewCredits): Decision {
  const { available, held } = balanceOf(account);
  if (available + held + credits > amountMaxMicrocredits) return refuse({ reason: 'balance-limit' });
  const grant = newGrant(
    `${source}-${account.seq + 1}`,
    credits,
    Math.min(expiresAtMs, account.cycle.endMs),
    account.seq + 1,
  );
  const { grants, grantId, endsAtMs } = place(account.grants, grant);
  const recorded = record(
    account,
    { grants },
    { ...draft, type: 'grant', credits, slices: [{ grantId, credits }], expiresAtMs: endsAtMs },
  );
  return { kind: 'change', ...recorded };
}

interface Placed {
  readonly grants: readonly Grant[];
  readonly grantId: string;
  readonly endsAtMs: number;
}

/**
 * Up to 20 live grants each stand alone. Past that, credits join a grant of their source: the youngest that ends when
 * they do, or else the next to end after them, or else the last to end, which then ends when they do. So what was paid
 * for is never refused, nothing ends earlier than was promised, and the account stays small.
 */
function place(grants: readonly Grant[], grant: Grant): Placed {
  const alone = { grants: [...grants, grant], grantId: grant.grantId, endsAtMs: grant.expiresAtMs };
  if (grants.length < liveGrantsMax) return alone;
  const sameSource = grants
    .filter((each) => each.source === grant.source)
    .sort((a, b) => a.expiresAtMs - b.expiresAtMs || b.createdSeq - a.createdSeq);
  const host = sameSource.find((each) => each.expiresAtMs >= grant.expiresAtMs) ?? sameSource.at(-1);
  if (host === undefined) return alone;
  const endsAtMs = Math.max(host.expiresAtMs, grant.expiresAtMs);
  const joined = { ...host, granted: plus(host.granted, grant.granted), expiresAtMs: endsAtMs };
  return {
    grants: grants.map((each) => (each.grantId === host.grantId ? joined : each)),
    grantId: host.grantId,
    endsAtMs,
  };
}
