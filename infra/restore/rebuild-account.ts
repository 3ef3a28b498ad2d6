/**
 * Puts what the table lost of one account back from the second copy: segments that are missing or can't be read, and then the account
 * itself where that is gone, as `restore-account.ts` makes it of its entries. What the table has is never replaced by something
 * else: where the two have different ledgers nothing is done. It may be run again.
 */
import type { SeqRange } from '../../shared/domain/account/withdrawn.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { auditAccount } from '../../shared/operations/reading/audit-account.ts';
import type { LoadedAccount } from '../../shared/storage/account-item.ts';
import { AccountCorrupt } from '../../shared/storage/table.ts';
import { type CopiedChain, chainTo, type EntriesByHash, headsIn, withdrawnFrom } from './copied-chain.ts';
import type { CopiedLedger } from './copied-ledger.ts';
import { type FiledLedger, fileKeys, fileMissing, readFiled } from './missing-segments.ts';
import { type Restoring, restoreAccount } from './restore-account.ts';

export type RebuiltAccount =
  /** Nothing was missing. */
  | { readonly kind: 'whole' }
  /** So many entries were put back, and the account is at `to`; it was at `from`, 0 where it was gone. An audit found it right. */
  | { readonly kind: 'rebuilt'; readonly filed: number; readonly from: number; readonly to: number }
  /** Entries are neither in the table nor in the copy: the account is left as it is. */
  | { readonly kind: 'gaps'; readonly filed: number; readonly gaps: readonly SeqRange[] }
  /** The account's own item can't be read: its entries were put back, and an operator repairs it. */
  | { readonly kind: 'unreadable'; readonly filed: number }
  /** The copy has another history than the table. */
  | { readonly kind: 'differs' }
  /** It was put back, and its books are not right: people must look. */
  | { readonly kind: 'unsound'; readonly findings: readonly string[] };

export interface RebuildOptions {
  /** An account that is there goes on to entries that only the copy has. It stays where it is when left out. */
  readonly isForward?: boolean;
}

export async function rebuildAccount(
  services: Omit<Restoring, 'bus'>,
  copied: CopiedLedger,
  { isForward = false }: RebuildOptions = {},
): Promise<RebuiltAccount> {
  const { store } = services;
  const { accountId } = copied;
  const loaded = await readable(services, accountId);
  const filed = await readFiled(store.table, accountId);
  const logged = loaded === 'unreadable' ? [] : (loaded?.log.entries ?? []);
  const all: EntriesByHash = new Map([
    ...copied.entries,
    ...[...filed.entries.values(), ...logged].map((entry) => [entry.hash, entry] as const),
  ]);
  const chosen = chosenChain(all, loaded, isForward);
  if (chosen === undefined) return { kind: 'differs' };
  const missing = await putBack(services, { accountId, all, chain: chosen, filed, logged });
  if (loaded === 'unreadable') return { kind: 'unreadable', filed: missing };
  if (chosen.gaps.length > 0) return { kind: 'gaps', filed: missing, gaps: chosen.gaps };
  const to = chosen.entries.at(-1);
  if (to === undefined) return { kind: 'whole' };
  if (missing === 0 && loaded?.account.headHash === to.hash) return { kind: 'whole' };
  // What the copy tells of was told when it came about.
  await restoreAccount({ ...services, bus: { publish: async () => {} } }, accountId);
  await noteCopied(services, accountId, { copied, chain: chosen });
  const findings = await auditOf(services, accountId, to);
  if (findings.length > 0) return { kind: 'unsound', findings };
  return { kind: 'rebuilt', filed: missing, from: loaded?.account.seq ?? 0, to: to.seq };
}

async function readable(
  { store }: Omit<Restoring, 'bus'>,
  accountId: string,
): Promise<LoadedAccount | 'unreadable' | undefined> {
  try {
    return await store.readAccount(accountId);
  } catch (cause) {
    if (cause instanceof AccountCorrupt) return 'unreadable';
    throw cause;
  }
}

/** The chain that the account is, or is to be; undefined where the copy has another than the table. */
function chosenChain(
  all: EntriesByHash,
  loaded: LoadedAccount | 'unreadable' | undefined,
  isForward: boolean,
): CopiedChain | undefined {
  const [newest] = headsIn(all);
  const toNewest: CopiedChain = newest === undefined ? { entries: [], gaps: [] } : chainTo(all, newest.hash);
  if (loaded === undefined || loaded === 'unreadable') return toNewest;
  const { seq, headHash } = loaded.account;
  if (isForward)
    for (const { hash } of headsIn(all)) {
      const chain = chainTo(all, hash);
      if (chain.entries.some((entry) => entry.hash === headHash)) return chain;
    }
  if (all.has(headHash)) return chainTo(all, headHash);
  // Its newest entries are nowhere: what is before them can be put back.
  const before = toNewest.entries.filter((entry) => entry.seq < seq);
  const last = before.at(-1)?.seq ?? 0;
  const isBeyond = toNewest.entries.some((entry) => entry.seq >= seq);
  return isBeyond ? undefined : { entries: before, gaps: [...toNewest.gaps, { first: last + 1, last: seq }] };
}

interface Lost {
  readonly accountId: string;
  readonly all: EntriesByHash;
  readonly chain: CopiedChain;
  readonly filed: FiledLedger;
  readonly logged: readonly Entry[];
}

/** Returns how many entries it put back. */
async function putBack(
  { store }: Omit<Restoring, 'bus'>,
  { accountId, all, chain, filed, logged }: Lost,
): Promise<number> {
  // Where the chain goes on beyond the account's own entries, these are filed as it had to file them first.
  const isFurther = logged.length > 0 && logged.at(-1)?.hash !== chain.entries.at(-1)?.hash;
  const own = isFurther ? [] : logged.map(({ hash }) => hash);
  const isThere = new Set([...filed.entries.keys(), ...own]);
  const withdrawn = withdrawnFrom(all, chain);
  const missing = chain.entries.filter(({ hash }) => !isThere.has(hash));
  const missingWithdrawn = withdrawn.map((run) => run.filter(({ hash }) => !isThere.has(hash)));
  const { table } = store;
  await fileMissing(table, { accountId, filed, chain: chain.entries, missing });
  for (const [index, run] of missingWithdrawn.entries()) {
    await fileMissing(table, { accountId, filed, chain: withdrawn[index] ?? [], missing: run });
    // Nobody's request is carried out a second time because it was withdrawn.
    await fileKeys(table, accountId, run);
  }
  return missing.length + missingWithdrawn.reduce((sum, run) => sum + run.length, 0);
}

/** Notes how far the copy has the chain, so that it isn't copied from its first entry again. */
async function noteCopied(
  { store }: Omit<Restoring, 'bus'>,
  accountId: string,
  { copied, chain: { entries } }: { readonly copied: CopiedLedger; readonly chain: CopiedChain },
): Promise<void> {
  const firstMissing = entries.findIndex(({ hash }) => !copied.entries.has(hash));
  const last = entries.at(firstMissing < 0 ? -1 : firstMissing - 1);
  if (firstMissing !== 0 && last !== undefined)
    await store.copyMarks.move(accountId, { seq: last.seq, hash: last.hash });
}

/** Audited from its first entry: what an audit found before may be of another history. */
async function auditOf(
  { store, nowMs }: Omit<Restoring, 'bus'>,
  accountId: string,
  to: Entry,
): Promise<readonly string[]> {
  const loaded = await store.readAccount(accountId);
  if (loaded?.account.headHash !== to.hash) return [`the account does not end with entry ${to.seq}, ${to.hash}`];
  const { findings } = await auditAccount(store, loaded, undefined, nowMs());
  return findings;
}
