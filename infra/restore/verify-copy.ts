/** Holds the second copy of a ledger against itself, and against the table: what is missing, by number, and what is wrong. */
import type { SeqRange } from '../../shared/domain/account/withdrawn.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { present } from '../../shared/domain/present.ts';
import type { LoadedAccount } from '../../shared/storage/account-item.ts';
import type { LedgerFault } from '../../shared/storage/segments.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { AccountCorrupt } from '../../shared/storage/table.ts';
import { type CopiedChain, chainTo, findingsIn, headsIn } from './copied-chain.ts';
import type { CopiedLedger } from './copied-ledger.ts';

export interface VerifiedCopy {
  readonly accountId: string;
  /** Entries of the chain, and the number of its last. */
  readonly entries: number;
  readonly lastSeq: number;
  /** Missing entries, as `41 to 80`. */
  readonly gaps: readonly string[];
  /** Objects that can't be read or aren't what they say, and entries that don't add up. */
  readonly faults: readonly string[];
  /** Ends of other branches, as a restored table leaves them. */
  readonly branches: readonly string[];
  readonly table?: TableComparison;
}

export interface TableComparison {
  /** Entries that the table has and the copy hasn't yet. */
  readonly behind: number;
  /** Entries that the copy has and the table hasn't, by number, with those that can't be read there. */
  readonly missing: readonly string[];
  /** Numbers under which they have different entries. */
  readonly differing: readonly string[];
  readonly fault?: string;
}

/** True of a copy from which its whole ledger can be told, and with which the table agrees. One that lags is sound. */
export function isSound({ gaps, faults, table }: VerifiedCopy): boolean {
  const { missing = [], differing = [], fault } = table ?? {};
  return [gaps, faults, missing, differing].every((list) => list.length === 0) && fault === undefined;
}

/** `store` is asked for the ledger in the table; without it the copy is held against itself alone. */
export async function verifyCopy(copied: CopiedLedger, store?: CreditStore): Promise<VerifiedCopy> {
  const { accountId, entries: all, faults } = copied;
  const table = store && (await readTable(store, accountId));
  const heads = headsIn(all);
  const ownHead = table?.headHash === undefined ? undefined : all.get(table.headHash);
  const head = ownHead ?? heads[0];
  const chain: CopiedChain = head === undefined ? { entries: [], gaps: [] } : chainTo(all, head.hash);
  const branches = heads.filter(
    ({ hash }) => hash !== head?.hash && !chain.entries.some((entry) => entry.hash === hash),
  );
  return {
    accountId,
    entries: chain.entries.length,
    lastSeq: head?.seq ?? 0,
    gaps: chain.gaps.map(rangeText),
    faults: [...faults, ...findingsIn(chain)],
    branches: branches.map(({ seq, hash }) => `entry ${seq}, ${hash}`),
    ...present({ table: table && compared(table, chain) }),
  };
}

interface TableLedger {
  readonly bySeq: ReadonlyMap<number, Entry>;
  readonly lastSeq: number;
  readonly headHash?: string;
  readonly fault?: string;
}

async function readTable(store: CreditStore, accountId: string): Promise<TableLedger> {
  let loaded: LoadedAccount | undefined;
  try {
    loaded = await store.readAccount(accountId);
  } catch (cause) {
    if (!(cause instanceof AccountCorrupt)) throw cause;
    return { bySeq: new Map(), lastSeq: 0, fault: cause.message };
  }
  if (loaded === undefined) return { bySeq: new Map(), lastSeq: 0, fault: 'there is no such account in the table' };
  const bySeq = new Map<number, Entry>();
  // What can't be read is missing.
  const onFault = (_fault: LedgerFault): void => {};
  for await (const entry of store.entriesFrom(loaded, 1, 'ascending', { onFault })) bySeq.set(entry.seq, entry);
  return { bySeq, lastSeq: loaded.account.seq, headHash: loaded.account.headHash };
}

function compared({ bySeq, lastSeq, fault }: TableLedger, { entries }: CopiedChain): TableComparison {
  const missing = entries.filter(({ seq }) => !bySeq.has(seq)).map(({ seq }) => seq);
  const differing = entries.filter(({ seq, hash }) => (bySeq.get(seq)?.hash ?? hash) !== hash).map(({ seq }) => seq);
  const behind = Math.max(0, lastSeq - (entries.at(-1)?.seq ?? 0));
  return {
    behind,
    missing: rangesOf(missing).map(rangeText),
    differing: rangesOf(differing).map(rangeText),
    ...present({ fault }),
  };
}

/** Numbers in order as ranges. */
export function rangesOf(seqs: readonly number[]): readonly SeqRange[] {
  const ranges: { first: number; last: number }[] = [];
  for (const seq of seqs) {
    const open = ranges.at(-1);
    if (open !== undefined && open.last === seq - 1) open.last = seq;
    else ranges.push({ first: seq, last: seq });
  }
  return ranges;
}

export function rangeText({ first, last }: SeqRange): string {
  return first === last ? `${first}` : `${first} to ${last}`;
}
