/** A ledger put together from entries by their hashes, whichever parts they came in: from its head back to the first. */
import type { SeqRange } from '../../shared/domain/account/withdrawn.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { followNext, openVerified, unknownHash, verifyNext } from '../../shared/domain/ledger/verify-ledger.ts';

export type EntriesByHash = ReadonlyMap<string, Entry>;

export interface CopiedChain {
  /** In order. Each follows the one before by its hash, but for those after a gap. */
  readonly entries: readonly Entry[];
  /** Numbers of entries that are missing, in order. */
  readonly gaps: readonly SeqRange[];
}

/** The chain that ends with this entry; empty where that is missing. */
export function chainTo(all: EntriesByHash, headHash: string): CopiedChain {
  const entries: Entry[] = [];
  const gaps: SeqRange[] = [];
  let at = all.get(headHash);
  while (at !== undefined) {
    entries.push(at);
    const last = seqBefore(at);
    const before = last === 0 ? undefined : all.get(at.previousHash);
    at = before ?? newestBelow(all, last);
    if (before === undefined && last > 0) gaps.push({ first: (at?.seq ?? 0) + 1, last });
  }
  return { entries: entries.reverse(), gaps: gaps.reverse() };
}

/** The number of the entry that this one follows: a repair follows the last that stands. */
function seqBefore({ seq, withdraws }: Entry): number {
  return (withdraws?.first ?? seq) - 1;
}

/** The entry to go on with beyond a gap that ends with this number. */
function newestBelow(all: EntriesByHash, last: number): Entry | undefined {
  let newest: Entry | undefined;
  for (const entry of all.values())
    if (entry.seq < last && (newest === undefined || isAfter(entry, newest))) newest = entry;
  return newest;
}

function isAfter(one: Entry, other: Entry): boolean {
  return one.seq > other.seq || (one.seq === other.seq && one.atMs > other.atMs);
}

/**
 * Entries that no other follows and no repair withdrew, the newest by its time first: a table that was restored goes on
 * from an earlier entry, and what was lost then stays in the copy as a branch that ends before.
 */
export function headsIn(all: EntriesByHash): readonly Entry[] {
  const followed = new Set(Array.from(all.values(), ({ previousHash }) => previousHash));
  const repairs = [...all.values()].flatMap(({ seq, withdraws }) =>
    withdraws === undefined ? [] : [{ seq, withdraws }],
  );
  const isWithdrawn = ({ seq }: Entry): boolean =>
    repairs.some(({ withdraws: { first, last } }) => first <= seq && seq <= last);
  return [...all.values()]
    .filter((entry) => !followed.has(entry.hash) && !isWithdrawn(entry))
    .sort((a, b) => b.atMs - a.atMs || b.seq - a.seq);
}

/** The entries that repairs of a chain withdrew: each follows, by one way or another, the entry that the repair follows. */
export function withdrawnFrom(all: EntriesByHash, { entries }: CopiedChain): readonly (readonly Entry[])[] {
  const following = new Map<string, Entry[]>();
  for (const entry of all.values()) {
    const others = following.get(entry.previousHash) ?? [];
    following.set(entry.previousHash, others);
    others.push(entry);
  }
  return entries.flatMap(({ hash, previousHash, withdraws }) => {
    if (withdraws === undefined) return [];
    const run: Entry[] = [];
    let at = following.get(previousHash)?.find((entry) => entry.hash !== hash);
    while (at !== undefined && at.seq <= withdraws.last) {
      run.push(at);
      [at] = following.get(at.hash) ?? [];
    }
    return run.length === 0 ? [] : [run];
  });
}

/** Wrong entries of a chain, each named; of what follows a gap only that it follows, since what came before isn't known. */
export function findingsIn({ entries, gaps }: CopiedChain): readonly string[] {
  const verified = openVerified();
  const findings: string[] = [];
  let isAdrift = false;
  for (const entry of entries) {
    if (gaps.some(({ last }) => last === seqBefore(entry))) {
      isAdrift = true;
      verified.hash = unknownHash;
    }
    findings.push(...(isAdrift ? followNext : verifyNext)(verified, entry));
  }
  return findings;
}
