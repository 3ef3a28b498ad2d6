import { lesser, type Microcredits, microcredits, minus, noCredits, plus, total } from './amount.ts';

/** Where credits come from. Also the draw order among grants that expire together: what was paid for goes last (rule 4). */
export const grantSources = ['plan', 'adjustment', 'add-on'] as const;
export type GrantSource = (typeof grantSources)[number];

/** Credits with a source and an instant at which they are worth nothing. */
export interface Grant {
  /** `plan-<cycle>`, or `<source>-<seq of the entry that granted it>`. */
  readonly grantId: string;
  readonly source: GrantSource;
  readonly granted: Microcredits;
  readonly used: Microcredits;
  readonly held: Microcredits;
  /** Exclusive end: at this very instant it is worth nothing (rule 6). */
  readonly expiresAtMs: number;
  /** The entry that created it: smaller is older. */
  readonly createdSeq: number;
  /** Of an add-on: when its owner is told that it is about to expire. Gone once that is done. */
  readonly noticeAtMs?: number;
}

/** What one grant paid, or got back. Stored on every entry that moves credits. */
export interface Slice {
  readonly grantId: string;
  readonly credits: Microcredits;
  /** Returned to a grant that had ended: the credits are lost, dead credit is never revived (rule 16). */
  readonly forfeited?: true;
}

/** Past this many live grants, the youngest add-ons of equal expiry share one. */
export const liveGrantsMax = 20;

export function newGrant(grantId: string, granted: Microcredits, expiresAtMs: number, createdSeq: number): Grant {
  return { grantId, source: sourceOf(grantId), granted, used: noCredits, held: noCredits, expiresAtMs, createdSeq };
}

export function remaining(grant: Grant): Microcredits {
  return minus(minus(grant.granted, grant.used), grant.held);
}

export function isLive(grant: Grant, nowMs: number): boolean {
  return grant.expiresAtMs > nowMs;
}

/** Credits that can still be drawn from these grants. */
export function available(grants: readonly Grant[]): Microcredits {
  return total(grants.map(remaining));
}

/** Rule 4, a total order: soonest expiry, then plan, adjustment, add-on, then oldest, then id. */
export function byDrawOrder(a: Grant, b: Grant): number {
  return (
    a.expiresAtMs - b.expiresAtMs ||
    grantSources.indexOf(a.source) - grantSources.indexOf(b.source) ||
    a.createdSeq - b.createdSeq ||
    (a.grantId < b.grantId ? -1 : 1)
  );
}

export interface Drawn {
  readonly grants: readonly Grant[];
  readonly slices: readonly Slice[];
}

/** Takes an amount from live grants in draw order: all of it or, when they hold less, nothing (rule 5). */
export function draw(grants: readonly Grant[], amount: Microcredits): Drawn | undefined {
  const { missing, ...drawn } = drawUpTo(grants, amount);
  return missing > 0 ? undefined : drawn;
}

/** Takes as much of an amount as there is, in draw order, and says what is missing. */
export function drawUpTo(grants: readonly Grant[], amount: Microcredits): Drawn & { readonly missing: Microcredits } {
  let missing = amount;
  const slices: Slice[] = [];
  for (const grant of [...grants].sort(byDrawOrder)) {
    const credits = lesser(missing, remaining(grant));
    if (credits <= 0) continue;
    slices.push({ grantId: grant.grantId, credits });
    missing = minus(missing, credits);
  }
  return { grants: spend(grants, slices), slices, missing };
}

/** Takes as much of an amount as one grant holds. */
export function drawFrom(grants: readonly Grant[], grantId: string, amount: Microcredits): Drawn {
  const { slices } = drawUpTo(
    grants.filter((grant) => grant.grantId === grantId),
    amount,
  );
  return { grants: spend(grants, slices), slices };
}

/** Gives slices back to the grants that are still there; the rest is forfeited. */
export function putBack(grants: readonly Grant[], slices: readonly Slice[]): Drawn {
  const returned = slices
    .filter((slice) => !slice.forfeited)
    .map(({ grantId, credits }): Slice => {
      const lives = grants.some((grant) => grant.grantId === grantId);
      return lives ? { grantId, credits } : { grantId, credits, forfeited: true };
    });
  const revived = returned.filter((slice) => !slice.forfeited);
  const negated = revived.map(({ grantId, credits }) => ({ grantId, credits: microcredits(-credits) }));
  return { grants: spend(grants, negated), slices: returned };
}

/** The source is part of a grant's id, so an entry needn't repeat it. */
export function sourceOf(grantId: string): GrantSource {
  const source = grantSources.find((candidate) => grantId.startsWith(`${candidate}-`));
  if (source === undefined) throw new RangeError(`no grant source in ${grantId}`);
  return source;
}

function spend(grants: readonly Grant[], slices: readonly Slice[]): readonly Grant[] {
  const byGrant = new Map<string, Microcredits>();
  for (const { grantId, credits } of slices) byGrant.set(grantId, plus(byGrant.get(grantId) ?? noCredits, credits));
  return grants.map((grant) => {
    const credits = byGrant.get(grant.grantId);
    return credits === undefined ? grant : { ...grant, used: plus(grant.used, credits) };
  });
}
