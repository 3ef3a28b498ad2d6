/** The books that the fold of a ledger keeps, in microcredits, and the balance that they come to. */

/** A grant's books. `granted = used + refunded + repaid + corrected + held + expired + remaining` at all times. */
export interface FoldedGrant {
  readonly grantId: string;
  granted: bigint;
  used: bigint;
  /** Taken back with its payment. */
  refunded: bigint;
  repaidDebt: bigint;
  repaidOverrun: bigint;
  corrected: bigint;
  held: bigint;
  expired: bigint;
  /** Owed for purchases in it that were charged back. */
  debt: bigint;
  /** The entry that created it. */
  readonly seq: number;
  expiresAtMs: number;
}

export interface FoldedLedger {
  /** Microcredits, as in all the books here. What could be drawn at the instant. */
  readonly available: bigint;
  /** The sum of the lines: differs from `available` while a grant has ended and its expiry isn't written yet. */
  readonly booked: bigint;
  readonly held: bigint;
  readonly overrun: bigint;
  readonly debt: bigint;
  /** R35: left of the plan's grants while the account is suspended. */
  readonly waiting?: bigint;
  readonly grants: ReadonlyMap<string, FoldedGrant>;
  /** Usage, less its reversals. */
  readonly spent: bigint;
  /** Expired or forfeited. */
  readonly lost: bigint;
}

/** Open books can be kept from entry to entry, to look at the balance after each. */
export interface Books {
  readonly grants: Map<string, FoldedGrant>;
  /** The credits that each open hold has set aside, by grant. */
  readonly holds: Map<string, Map<string, bigint>>;
  /** Which grant each payment bought. */
  readonly purchases: Map<string, FoldedGrant>;
  spent: bigint;
  lost: bigint;
  overrun: bigint;
  debt: bigint;
  lastMs: number;
  /** R35: what is left of the plan's grants waits. */
  isSuspended: boolean;
}

export function openBooks(): Books {
  return {
    grants: new Map(),
    holds: new Map(),
    purchases: new Map(),
    spent: 0n,
    lost: 0n,
    overrun: 0n,
    debt: 0n,
    lastMs: Number.NEGATIVE_INFINITY,
    isSuspended: false,
  };
}

/** A grant's books before its first credits. */
export function openGrant(grantId: string, seq: number): FoldedGrant {
  return {
    grantId,
    granted: 0n,
    used: 0n,
    refunded: 0n,
    repaidDebt: 0n,
    repaidOverrun: 0n,
    corrected: 0n,
    held: 0n,
    expired: 0n,
    debt: 0n,
    seq,
    expiresAtMs: 0,
  };
}

/** Grants that wait count for nothing, and so do those that have ended by the instant, whether or not their expiry has been written. */
export function balances(books: Books, atMs: number): FoldedLedger {
  let available = 0n;
  let booked = 0n;
  let held = 0n;
  let waiting = 0n;
  for (const grant of books.grants.values()) {
    held += grant.held;
    if (books.isSuspended && /^plan-/.test(grant.grantId)) {
      waiting += left(grant);
      continue;
    }
    booked += left(grant);
    if (grant.expiresAtMs > atMs) available += left(grant);
  }
  const { grants, spent, lost, overrun, debt } = books;
  const told = waiting === 0n ? {} : { waiting };
  return { available, booked, held, overrun, debt, ...told, grants, spent, lost };
}

/** The credits that can still be drawn from it, or would be if it hadn't ended. */
export function left(grant: FoldedGrant): bigint {
  const { granted, used, refunded, repaidDebt, repaidOverrun, corrected, held, expired } = grant;
  return granted - used - refunded - repaidDebt - repaidOverrun - corrected - held - expired;
}

export function grantIn(books: Books, grantId: string): FoldedGrant {
  const grant = books.grants.get(grantId);
  if (grant === undefined) throw new RangeError(`no entry granted ${grantId}`);
  return grant;
}
