import { type Microcredits, minus, noCredits, plus, total } from '../amount.ts';
import { byCategory, type Category, categories } from '../catalogue/rate-card.ts';
import { present } from '../present.ts';
import { dayMs } from '../time.ts';

/** Where credits come from. Also the draw order among grants that expire together: what was paid for goes last (R4). */
export const grantSources = ['plan', 'adjustment', 'add-on'] as const;
export type GrantSource = (typeof grantSources)[number];

/** An adjustment adds credits or takes some away. */
export const adjustmentDirections = ['add', 'remove'] as const;
export type AdjustmentDirection = (typeof adjustmentDirections)[number];

/** Credits with a source and an instant at which they are worth nothing. */
export interface Grant {
  /** `plan-<cycle>`, or `<source>-<seq of the entry that granted it>`, and `-<category>` where it pays for one alone. */
  readonly grantId: string;
  readonly source: GrantSource;
  /** The one category that it pays for; every one when left out (R29). */
  readonly category?: Category;
  readonly granted: Microcredits;
  /** Taken by usage. */
  readonly used: Microcredits;
  readonly held: Microcredits;
  /** Gone otherwise, where anything did. In grants stored before they were told apart, it counts as used. */
  readonly outflows?: Outflows;
  /** Owed for purchases in it that were charged back: what comes back to it pays this at once (R24). */
  readonly debt?: Microcredits;
  /** Exclusive end: at this very instant it is worth nothing (R6). */
  readonly expiresAtMs: number;
  /** The entry that created it: smaller is older. */
  readonly createdSeq: number;
  /** For an add-on: when its owner is told that it is about to expire. Gone once that is done. */
  readonly noticeAtMs?: number;
  /** R35: its credits can't be drawn until the plan is paid for. */
  readonly waits?: true;
  /** Once it has ended, while holds still pin some of it: the credits that were lost with it. */
  readonly lost?: Microcredits;
}

/** Ways in which credits leave a grant without being used. */
export const outflowKinds = ['refunded', 'repaidDebt', 'repaidOverrun', 'corrected'] as const;
export type OutflowKind = (typeof outflowKinds)[number];
/**
 * - `refunded`: taken back with the payment that bought it.
 * - `repaidDebt`, `repaidOverrun`: paid what the account owed.
 * - `corrected`: taken back by an operator.
 */
export type Outflows = { readonly [Kind in OutflowKind]?: Microcredits };

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
  return {
    grantId,
    source: sourceOf(grantId),
    ...present({ category: categoryPaidBy(grantId) }),
    granted,
    used: noCredits,
    held: noCredits,
    expiresAtMs,
    createdSeq,
  };
}

/** How long before their end the owner of paid credits is told: three days, or a quarter of a shorter life. */
const noticeMs = 3 * dayMs;

/** A grant that was paid for, with the time of that notice. */
export function withNotice(grant: Grant, nowMs: number): Grant {
  if (grant.source !== 'add-on') return grant;
  const lifeMs = grant.expiresAtMs - nowMs;
  return { ...grant, noticeAtMs: grant.expiresAtMs - Math.min(noticeMs, Math.floor(lifeMs / 4)) };
}

/** The credits that can be drawn from it now: none while it waits. */
export function remaining(grant: Grant): Microcredits {
  return grant.waits === true ? noCredits : left(grant);
}

/** The credits that nothing has taken from it, whether or not they wait. */
export function left({ granted, used, held, outflows = {}, lost = noCredits }: Grant): Microcredits {
  return minus(minus(minus(minus(granted, used), held), total(Object.values(outflows))), lost);
}

/** The grant with so much more that flowed out of it, or less; nothing is said of a kind that comes to nothing. */
export function withOutflows(grant: Grant, more: Outflows): Grant {
  const { outflows = {}, ...rest } = grant;
  const sums: { -readonly [Kind in OutflowKind]?: Microcredits } = {};
  for (const kind of outflowKinds) {
    const sum = plus(outflows[kind] ?? noCredits, more[kind] ?? noCredits);
    if (sum !== 0) sums[kind] = sum;
  }
  return Object.keys(sums).length === 0 ? rest : { ...rest, outflows: sums };
}

/** The grant owing so much for purchases in it that were charged back. */
export function owing({ debt: _before, ...rest }: Grant, debt: Microcredits): Grant {
  return debt === 0 ? rest : { ...rest, debt };
}

/** Tells whether its end was reached and settled. It is then kept only while holds pin some of it. */
export function hasEnded({ lost }: Grant): boolean {
  return lost !== undefined;
}

export function isLive(grant: Grant, nowMs: number): boolean {
  return grant.expiresAtMs > nowMs;
}

/** R29: tells whether it pays for usage of a category. Without one, only what pays for every category does. */
export function pays({ category }: Grant, use: Category | undefined): boolean {
  return category === undefined || category === use;
}

/** Credits that usage of a category may still draw from these grants. */
export function availableFor(grants: readonly Grant[], use: Category | undefined): Microcredits {
  return available(grants.filter((grant) => pays(grant, use)));
}

/** The same for each category; undefined where all of it pays for all of them. */
export function availableByCategory(grants: readonly Grant[]): Readonly<Record<Category, Microcredits>> | undefined {
  const isOneScoped = grants.some((grant) => grant.category !== undefined && remaining(grant) > 0);
  return isOneScoped ? byCategory((category) => availableFor(grants, category)) : undefined;
}

/** Credits that can still be drawn from these grants, whatever for. */
export function available(grants: readonly Grant[]): Microcredits {
  return total(grants.map(remaining));
}

/** R4, a total order: what pays for one category alone, then soonest expiry, then plan, adjustment, add-on, then oldest, then id. */
export function byDrawOrder(a: Grant, b: Grant): number {
  return (
    Number(a.category === undefined) - Number(b.category === undefined) ||
    a.expiresAtMs - b.expiresAtMs ||
    grantSources.indexOf(a.source) - grantSources.indexOf(b.source) ||
    a.createdSeq - b.createdSeq ||
    (a.grantId < b.grantId ? -1 : 1)
  );
}

/** Ends a grant: what is left is lost, and it stays only as long as holds pin some of it. Its debt is then the account's alone. */
export function end(grants: readonly Grant[], ended: Grant): readonly Grant[] {
  if (ended.held === 0) return grants.filter(({ grantId }) => grantId !== ended.grantId);
  const { noticeAtMs: _notice, debt: _debt, ...pinned } = ended;
  return grants.map((grant) =>
    grant.grantId === ended.grantId ? { ...pinned, lost: plus(pinned.lost ?? noCredits, left(pinned)) } : grant,
  );
}

/** The source is part of a grant's id, so an entry needn't repeat it. */
export function sourceOf(grantId: string): GrantSource {
  const source = grantSources.find((candidate) => grantId.startsWith(`${candidate}-`));
  if (source === undefined) throw new RangeError(`no grant source in ${grantId}`);
  return source;
}

/** The category that a grant's id ends in: what it pays for is known wherever it is named. */
export function categoryPaidBy(grantId: string): Category | undefined {
  return categories.find((category) => grantId.endsWith(`-${category}`));
}

/** R35: the grants of the plan that wait, or go on; those that have ended are done with. The very same list where that changes nothing. */
export function withWaiting(grants: readonly Grant[], isSuspended: boolean): readonly Grant[] {
  const isRight = (grant: Grant): boolean => (grant.waits === true) === (isSuspended && mayWait(grant));
  if (grants.every(isRight)) return grants;
  return grants.map((grant) => {
    if (isRight(grant)) return grant;
    const { waits: _before, ...rest } = grant;
    return isSuspended ? { ...rest, waits: true } : rest;
  });
}

function mayWait(grant: Grant): boolean {
  return grant.source === 'plan' && !hasEnded(grant);
}
