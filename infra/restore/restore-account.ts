/**
 * Makes one account of a restored table whole again. Point-in-time recovery promises no instant that all items share: an
 * account's own item may have come back older than what was filed of it, or newer. Its entries say which of them still prove
 * themselves; everything else of it is what those come to, and what tells of later ones is taken away. It is run before any
 * request, and may be run again.
 */
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { projectAccount } from '../../shared/operations/project-commits.ts';
import type { Services } from '../../shared/ports/services.ts';
import { emptyLog, encodeAccount, type LoadedAccount } from '../../shared/storage/account-item.ts';
import { copyMarkKey } from '../../shared/storage/copy-marks.ts';
import { isEscrowed, isKeyless } from '../../shared/storage/file-tail.ts';
import { fileBeside } from '../../shared/storage/filing.ts';
import { guardOf } from '../../shared/storage/replace.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { StoreUnavailable, type Table } from '../../shared/storage/table.ts';
import { accountPk, auditPointKey, type Item, type Key, sumsPk, usagePk } from '../../shared/storage/table-keys.ts';
import { type ProvableChain, provableChain } from './provable-chain.ts';

export interface Restoring {
  /** The restored table, which nobody else writes to. */
  readonly store: CreditStore;
  readonly bus: Services['bus'];
  readonly nowMs: () => number;
  /** Takes items away. No deployed function can. */
  readonly remove: (keys: readonly Key[]) => Promise<void>;
}

export type RestoredAccount =
  /** Nothing of its own had to change. */
  | { readonly kind: 'sound' }
  /** It ends at another entry than its item said. */
  | { readonly kind: 'moved'; readonly from: number; readonly to: number }
  /** There is an account, and not even its first entry is left to prove it: it is quarantined, for people to look at. */
  | { readonly kind: 'unprovable' }
  /** It was opened when the restored table ends, and may be opened again. */
  | { readonly kind: 'gone' };

const itemsPage = 200;
const pagesMax = 100_000;
/** Before any sort key, and after. */
const [firstSk, lastSk] = ['!', '~'];
/** Projections of very long ledgers are brought up in several goes. */
const projectingsMax = 1_000;

export async function restoreAccount(services: Restoring, accountId: string): Promise<RestoredAccount> {
  const { store, remove, nowMs } = services;
  const { table } = store;
  const loaded = await store.readAccount(accountId);
  const { plans } = await store.catalogue.read(nowMs());
  const chain = await provableChain(table, { accountId, loaded }, { plans, rateCards: [] });
  const lastSeq = chain.end?.account.seq ?? 0;
  if (chain.end === undefined && loaded !== undefined) {
    const findings = [`entry ${loaded.account.seq}: none of the entries up to it came back with the account`];
    await store.quarantine(accountId, { sinceMs: nowMs(), findings });
    return { kind: 'unprovable' };
  }
  await remove([
    ...(await laterThan(table, accountId, lastSeq)),
    ...(await keysOf(table, sumsPk(accountId))),
    ...((await isCopiedSo(store, chain, accountId)) ? [] : [copyMarkKey(accountId)]),
  ]);
  if (chain.end === undefined) {
    await removeProjection(services, accountId);
    return { kind: 'gone' };
  }
  const isSound = loaded?.account.headHash === chain.end.account.headHash;
  const restored = isSound ? loaded : await rewrite(table, loaded, { ...chain, end: chain.end });
  const keyless = isSound && isEscrowed(loaded) && isKeyless(loaded.escrow);
  await fileBeside(table, { accountId, entries: chain.filed, isKeyless: keyless });
  await project(services, restored);
  return isSound ? { kind: 'sound' } : { kind: 'moved', from: loaded?.account.seq ?? 0, to: lastSeq };
}

/** True where the second copy goes up to an entry of this chain; else all of the chain is copied again. */
async function isCopiedSo(
  { copyMarks }: CreditStore,
  { filed, unfiled }: ProvableChain,
  accountId: string,
): Promise<boolean> {
  const { seq, hash } = await copyMarks.read(accountId);
  return seq === 0 || [...filed, ...unfiled].some((entry) => entry.seq === seq && entry.hash === hash);
}

/** The keys of the account's items that tell of later entries; and how far the ledger was verified, which is done again. */
async function laterThan(table: Table, accountId: string, lastSeq: number): Promise<readonly Key[]> {
  const later: Key[] = [auditPointKey(accountId)];
  for await (const item of itemsOf(table, accountPk(accountId))) if (seqOf(item) > lastSeq) later.push(item);
  return later.map(({ pk, sk }) => ({ pk, sk }));
}

/** The newest entry that an item beside the account tells of; 0 of one that tells of none, as a remembered refusal. */
function seqOf({ sk, seq, version }: Item): number {
  const [kind, last] = sk.split('#');
  switch (kind) {
    case 'ENTRIES':
      return Number(last);
    case 'KEY':
    case 'MARK':
      return Number(seq ?? 0);
    case 'HOLD':
      return Number(version);
    default:
      return 0;
  }
}

async function* itemsOf(table: Table, pk: string): AsyncGenerator<Item> {
  let from: string = firstSk;
  for (let page = 0; page < pagesMax; page += 1) {
    const items = await table.query({ pk, from, to: lastSk, order: 'ascending', limit: itemsPage });
    yield* items;
    const last = items.at(-1);
    if (last === undefined || items.length < itemsPage) return;
    from = `${last.sk} `;
  }
}

/** In the form that is replaced whole, in which an account also had begun: the next change of it goes on from there. */
async function rewrite(
  table: Table,
  loaded: LoadedAccount | undefined,
  { filed, unfiled, end }: ProvableChain & { readonly end: NonNullable<ProvableChain['end']> },
): Promise<LoadedAccount> {
  const last = filed.at(-1);
  // What was refused stays refused: that changed nothing.
  const notes = loaded?.log.notes ?? [];
  const log = { ...emptyLog, entries: unfiled, notes, ...(last && { filed: { seq: last.seq, hash: last.hash } }) };
  const version = (loaded?.version ?? 0) + 1;
  const restored: LoadedAccount = { account: end.account, version, log };
  const outcome = await table.put(encodeAccount(restored), guardOf(loaded));
  if (outcome.kind === 'stored') return restored;
  throw new StoreUnavailable(`${end.account.accountId} was written by somebody else, or not at all: begin again`);
}

/** Rolls the usage up anew, and publishes what was not told before the end of the restored table, or perhaps wasn't. */
async function project(services: Restoring, restored: LoadedAccount): Promise<void> {
  const { store, bus, nowMs } = services;
  const { accountId, seq: lastSeq } = restored.account;
  const { projection } = await store.projections.read(accountId);
  const isNews = (signal: Signal): boolean => ('seq' in signal ? Number(signal.seq) : 0) > projection.seq;
  const publish = async (signals: readonly Signal[]): Promise<void> => {
    const news = signals.filter(isNews);
    if (news.length > 0) await bus.publish(news);
  };
  await removeProjection(services, accountId);
  for (let goes = 0; goes < projectingsMax; goes += 1) {
    try {
      await projectAccount({ store, bus: { publish }, nowMs }, restored);
      return;
    } catch (cause) {
      if (!(cause instanceof StoreUnavailable)) throw cause;
    }
  }
  throw new StoreUnavailable(`the projection of ${accountId} did not come up to entry ${lastSeq}`);
}

async function removeProjection({ store, remove }: Restoring, accountId: string): Promise<void> {
  await remove(await keysOf(store.table, usagePk(accountId)));
}

async function keysOf(table: Table, partition: string): Promise<readonly Key[]> {
  const keys: Key[] = [];
  for await (const { pk, sk } of itemsOf(table, partition)) keys.push({ pk, sk });
  return keys;
}
