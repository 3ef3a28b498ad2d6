import { lesser, type Microcredits, microcredits, minus, noCredits, plus, total } from '../amount.ts';

/** Where credits come from. Also the draw order among grants that expire together: what was paid for goes last (R4). */
export const grantSources = ['plan', 'adjustment', 'add-on'] as const;
export type GrantSource = (typeof grantSources)[number];

/** An adjustment adds credits or takes some away. */
export const adjustmentDirections = ['add', 'remove'] as const;
export type AdjustmentDirection = (typeof adjustmentDirections)[number];

/** Credits with a source and an instant at which they are worth nothing. */
export interface Grant {
  /** `plan-<cycle>`, or `<source>-<seq of the entry that granted it>`. */
  readonly grantId: string;
  readonly source: GrantSource;
  readonly granted: Microcredits;
  readonly used: Microcredits;
  readonly held: Microcredits;
  /** Exclusive end: at this very instant it is worth nothing (R6). */
  readonly expiresAtMs: number;
  /** The entry that created it: smaller is older. */
  readonly createdSeq: number;
  /** For an add-on: when its owner is told that it is about to expire. Gone once that is done. */
  readonly noticeAtMs?: number;
  /** Once it has ended, while holds still pin some of it: the credits that were lost with it. */
  readonly lost?: Microcredits;
}

/** The credits that one grant paid, or got back. Stored on every entry that moves credits. */
export interface Slice {
  readonly grantId: string;
  readonly credits: Microcredits;
  /** Returned to a grant that had ended: the credits are lost, dead credit is never revived (R16). */
  readonly forfeited?: true;
}

/** Past this many live grants, the youngest add-ons of equal expiry share one. */
export const liveGrantsMax = 20;

export function newGrant(grantId: string, granted: Microcredits, expiresAtMs: number, createdSeq: number): Grant {
  return { grantId, source: sourceOf(grantId), granted, used: noCredits, held: noCredits, expiresAtMs, createdSeq };
}

/** The credits that can still be drawn from it. */
export function remaining({ granted, used, held, lost = noCredits }: Grant): Microcredits {
  return minus(minus(minus(granted, used), held), lost);
}

/** Tells whether its end was reached and settled. It is then kept only while holds pin some of it. */
export function hasEnded({ lost }: Grant): boolean {
  return lost !== undefined;
}

export function isLive(grant: Grant, nowMs: number): boolean {
  return grant.expiresAtMs > nowMs;
}

/** Credits that can still be drawn from these grants. */
export function available(grants: readonly Grant[]): Microcredits {
  return total(grants.map(remaining));
}

/** R4, a total order: soonest expiry, then plan, adjustment, add-on, then oldest, then id. */
export function byDrawOrder(a: Grant, b: Grant): number {
  return (
    a.expiresAtMs - b.expiresAtMs ||
    grantSources.indexOf(a.source) - grantSources.indexOf(b.source) ||
    a.createdSeq - b.createdSeq ||
    (a.grantId < b.grantId ? -1 : 1)
  );
}

/** Ends a grant: what is left is lost, and it stays only as long as holds pin some of it. */
export function end(grants: readonly Grant[], ended: Grant): readonly Grant[] {
  if (ended.held === 0) return grants.filter(({ grantId }) => grantId !== ended.grantId);
  const { noticeAtMs: _notice, ...pinned } = ended;
  return grants.map((grant) =>
    grant.grantId === ended.grantId ? { ...pinned, lost: plus(pinned.lost ?? noCredits, remaining(pinned)) } : grant,
  );
}

/** Sets an amount aside, in draw order, as much as there is. */
export function setAside(grants: readonly Grant[], amount: Microcredits): Drawn & { readonly missing: Microcredits } {
  const { slices, missing } = drawUpTo(grants, amount);
  const held = new Map(slices.map(({ grantId, credits }) => [grantId, credits]));
  const pinned = grants.map((grant) => ({ ...grant, held: plus(grant.held, held.get(grant.grantId) ?? noCredits) }));
  return { grants: pinned, slices, missing };
}

/** The grants after slices that were set aside are settled. */
export interface Settled extends Drawn {
  /** Those given back; forfeited where the grant has ended. */
  readonly returned: readonly Slice[];
}

/** Uses an amount of what was set aside, in its order, and gives the rest back. */
export function settle(grants: readonly Grant[], pinned: readonly Slice[], amount: Microcredits): Settled {
  let missing = amount;
  const slices: Slice[] = [];
  const returned: Slice[] = [];
  let current = grants;
  for (const { grantId, credits } of pinned) {
    const used = lesser(missing, credits);
    const rest = minus(credits, used);
    missing = minus(missing, used);
    const grant = current.find((each) => each.grantId === grantId);
    if (grant === undefined) throw new RangeError(`${grantId} is gone with credits set aside from it`);
    const settled = { ...grant, used: plus(grant.used, used), held: minus(grant.held, credits) };
    if (used > 0) slices.push({ grantId, credits: used });
    if (rest > 0)
      returned.push(hasEnded(grant) ? { grantId, credits: rest, forfeited: true } : { grantId, credits: rest });
    current = current.map((each) => (each.grantId === grantId ? settled : each));
    if (hasEnded(settled)) current = end(current, settled);
  }
  if (missing > 0) throw new RangeError('more is used than was set aside');
  return { grants: current, slices, returned };
}

export interface Drawn {
  readonly grants: readonly Grant[];
  readonly slices: readonly Slice[];
}

/** Takes an amount from live grants in draw order: all of it or, when they hold less, nothing (R5). */
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
      const lives = grants.some((grant) => grant.grantId === grantId && !hasEnded(grant));
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
