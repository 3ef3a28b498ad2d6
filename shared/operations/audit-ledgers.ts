/**
 * The audit: holds accounts against their ledgers, all that changed since it last came by, and each again from its first entry
 * within a month. An account in breach is quarantined, so that nothing is built on it; nothing is repaired, since whoever
 * mends it must first know what happened. It keeps its position as it goes, and no account that fails stops the others.
 */

import { hash } from 'node:crypto';
import type { AuditPoint } from '../domain/ledger/audit-point.ts';
import type { AuditRecord } from '../domain/projections/service-health.ts';
import type { Signal } from '../domain/projections/signal.ts';
import type { Services } from '../ports/services.ts';
import type { LoadedAccount } from '../storage/account-item.ts';
import { createAuditPoints } from '../storage/audit-points.ts';
import { readQuarantine } from '../storage/quarantines.ts';
import { AccountCorrupt, ItemCorrupt } from '../storage/table.ts';
import type { AuditPosition } from '../storage/upkeep.ts';
import { copyLedger } from './copy-commits.ts';
import { projectAccount } from './project-commits.ts';
import { aboutEntry, auditAccount } from './reading/audit-account.ts';

export interface AuditReport extends Omit<AuditRecord, 'breaches' | 'failed'> {
  readonly breaches: readonly Breach[];
  /** Why accounts could not be looked at. */
  readonly failures: readonly AccountFailure[];
  /** Entries that were missing in the second copy of their ledgers, and why others still are. */
  readonly copied: number;
  readonly uncopied: readonly AccountFailure[];
}

export interface AccountFailure {
  readonly accountId: string;
  readonly cause: unknown;
}

export interface Breach {
  readonly accountId: string;
  readonly findings: readonly string[];
}

/** Accounts between two savings of its position. */
const pageSize = 50;
/** Pages of one run: 5 million accounts. */
const pagesMax = 100_000;
/** Findings that an event names. */
const findingsMax = 20;

type Auditing = Pick<Services, 'store' | 'bus'> & Partial<Pick<Services, 'copy' | 'news'>>;

export interface AuditBounds {
  /** True once its time is up: it ends after the page that it is at. */
  readonly isOver: () => boolean;
}

/**
 * Goes on where the audit before ended, or begins at the beginning, and ends after the last account. Accounts come in the
 * order of the index of what is due, and then by id: some move in the index while it is read, and would be passed over.
 */
export async function auditLedgers(
  services: Auditing,
  nowMs: number,
  { isOver }: AuditBounds = { isOver: () => false },
): Promise<AuditReport> {
  const { store } = services;
  const tally = createTally(nowMs);
  let position = await store.auditPosition();
  for (let page = 0; page < pagesMax; page += 1) {
    const { accountIds, next } = await nextPage(services, position);
    await auditPage(services, accountIds, { nowMs, tally, isSecondLook: isById(position) });
    position = next;
    tally.isWhole = next === undefined;
    await store.saveAudit(position, recordOf(tally));
    if (next === undefined || isOver()) break;
  }
  const { breaches } = tally;
  return {
    ...recordOf(tally),
    breaches,
    failures: failuresOf(tally.failures),
    copied: tally.copied,
    uncopied: failuresOf(tally.uncopied),
  };
}

function failuresOf(causes: ReadonlyMap<string, unknown>): readonly AccountFailure[] {
  return Array.from(causes, ([accountId, cause]) => ({ accountId, cause }));
}

interface Tally {
  readonly atMs: number;
  audited: number;
  unchanged: number;
  skipped: number;
  caughtUp: number;
  isWhole: boolean;
  readonly breaches: Breach[];
  /** The causes, of accounts that failed and failed once more, by id. */
  readonly failures: Map<string, unknown>;
  copied: number;
  readonly uncopied: Map<string, unknown>;
}

function createTally(atMs: number): Tally {
  const counts = { audited: 0, unchanged: 0, skipped: 0, caughtUp: 0, copied: 0 };
  return { atMs, ...counts, isWhole: false, breaches: [], failures: new Map(), uncopied: new Map() };
}

function recordOf({ atMs, audited, unchanged, skipped, caughtUp, isWhole, breaches, failures }: Tally): AuditRecord {
  return { atMs, audited, unchanged, skipped, caughtUp, isWhole, breaches: breaches.length, failed: failures.size };
}

interface Page {
  readonly accountIds: readonly string[];
  readonly next: AuditPosition | undefined;
}

async function nextPage({ store }: Auditing, position: AuditPosition | undefined): Promise<Page> {
  if (position === undefined || !('afterId' in position)) {
    const after = position === undefined ? {} : { after: position };
    const listed = await store.listAccounts({ limit: pageSize, isClosedToo: true, ...after });
    const last = listed.length < pageSize ? undefined : listed.at(-1);
    return { accountIds: listed.map(({ accountId }) => accountId), next: last ?? { afterId: '' } };
  }
  const after = position.afterId === '' ? {} : { after: position.afterId };
  const accountIds = await store.fleet.byId('', { limit: pageSize, ...after });
  const last = accountIds.length < pageSize ? undefined : accountIds.at(-1);
  return { accountIds, next: last === undefined ? undefined : { afterId: last } };
}

function isById(position: AuditPosition | undefined): boolean {
  return position !== undefined && 'afterId' in position;
}

interface Run {
  readonly nowMs: number;
  readonly tally: Tally;
  /** By id come those again that were seen in the index: only what moved there meanwhile is looked at. */
  readonly isSecondLook: boolean;
}

/** Audits a page. What the store didn’t answer is asked for once more before the page is done with: the next audit comes in a day. */
async function auditPage(services: Auditing, accountIds: readonly string[], run: Run): Promise<void> {
  const failed = await auditEach(services, accountIds, run);
  if (failed.length > 0) await auditEach(services, failed, run);
}

/** Returns those that failed. */
async function auditEach(services: Auditing, accountIds: readonly string[], run: Run): Promise<readonly string[]> {
  const { store } = services;
  const [accounts, points] = await Promise.all([
    store.readAccounts(accountIds),
    createAuditPoints(store.table).readMany(accountIds),
  ]);
  const failed: string[] = [];
  for (const accountId of accountIds) {
    if (!accounts.has(accountId)) continue;
    const point = points.get(accountId);
    const loaded = accounts.get(accountId);
    if (run.isSecondLook && point?.sound?.account.seq === loaded?.account.seq) continue;
    run.tally.failures.delete(accountId);
    try {
      if (loaded === undefined) await auditUnreadable(services, accountId, run);
      else await auditOne(services, { loaded, point }, run);
    } catch (cause) {
      run.tally.failures.set(accountId, cause);
      failed.push(accountId);
    }
  }
  return failed;
}

interface Audited {
  readonly loaded: LoadedAccount;
  readonly point: AuditPoint | undefined;
}

async function auditOne(services: Auditing, { loaded, point }: Audited, run: Run): Promise<void> {
  const { store } = services;
  const { nowMs, tally } = run;
  const { accountId } = loaded.account;
  if (loaded.quarantine !== undefined) return;
  const { findings, point: next, isWhole } = await auditAccount(store, loaded, point, nowMs);
  if (findings.length > 0) return report(services, { accountId, findings }, run);
  const projected = await catchUp({ ...services, nowMs: () => nowMs }, loaded);
  await catchUpCopy(services, loaded, tally);
  // Kept last, and counted then: one of which not all could be done is looked at once more.
  const isUnchanged = next === undefined || isSamePoint(point, next, loaded);
  if (!isUnchanged) await createAuditPoints(store.table).save(accountId, next);
  tally.audited += 1;
  if (isUnchanged) tally.unchanged += 1;
  if (!isWhole) tally.skipped += 1;
  if (projected === 'caught-up') tally.caughtUp += 1;
  // Its balance is right: nothing is quarantined, and people look at what hangs off it.
  if (projected === 'unreadable') tally.breaches.push({ accountId, findings: ['its projection can not be read'] });
}

/** One whose own item can't be read is in no other state than a quarantined one; it is listed as that. */
async function auditUnreadable(services: Auditing, accountId: string, run: Run): Promise<void> {
  const { store } = services;
  try {
    await store.readAccount(accountId);
  } catch (cause) {
    if (!(cause instanceof AccountCorrupt)) throw cause;
    if ((await readQuarantine(store.table, accountId)) !== undefined) return;
    await report(services, { accountId, findings: [aboutEntry(cause.seq, cause.message)] }, run);
  }
}

/** Nothing was read that the point before didn't have. */
function isSamePoint(before: AuditPoint | undefined, after: AuditPoint, { account }: LoadedAccount): boolean {
  return (
    before?.sound?.account.seq === account.seq && before.wholeAtMs === after.wholeAtMs && after.again === undefined
  );
}

/** Published before the quarantine, which the next audit passes over: a breach is told at least once. */
async function report({ store, bus }: Auditing, breach: Breach, { nowMs, tally }: Run): Promise<void> {
  const { accountId, findings } = breach;
  await bus.publish([breachSignal(breach, nowMs)]);
  await store.quarantine(accountId, { sinceMs: nowMs, findings });
  tally.audited += 1;
  tally.breaches.push(breach);
}

/** Catches up. What the stream lost for good is found here, even of an account that nobody uses any more. */
async function catchUp(
  services: Parameters<typeof projectAccount>[0],
  loaded: LoadedAccount,
): Promise<'current' | 'caught-up' | 'unreadable'> {
  try {
    const { entries } = await projectAccount(services, loaded);
    return entries.length > 0 ? 'caught-up' : 'current';
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return 'unreadable';
    throw cause;
  }
}

/**
 * Brings the second copy up to a ledger that was found right, whatever the stream lost, and from its first entry where there was no copy
 * before. A copy that doesn't answer says nothing of the account.
 */
async function catchUpCopy({ store, copy }: Auditing, loaded: LoadedAccount, tally: Tally): Promise<void> {
  if (copy === undefined) return;
  const { accountId } = loaded.account;
  tally.uncopied.delete(accountId);
  try {
    tally.copied += (await copyLedger({ store, copy }, loaded)).entries;
  } catch (cause) {
    tally.uncopied.set(accountId, cause);
  }
}

/** The same findings are the same breach, however often they are found. */
function breachSignal({ accountId, findings }: Breach, atMs: number): Signal {
  const mark = hash('sha256', findings.join('\n')).slice(0, 16);
  return {
    kind: 'ledger-breach',
    id: `${accountId}/ledger-breach/${mark}`,
    accountId,
    atMs,
    findings: findings.slice(0, findingsMax),
  };
}
