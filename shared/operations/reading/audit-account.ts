/**
 * Holds one account against its ledger: chain, fold, state, what those who append go by, and the items of its holds. What was
 * verified before isn't read again, but for once in a month. Nothing is repaired here, and nothing stops at what can't be read.
 */
import type { Hold } from '../../domain/account/hold.ts';
import { isLost } from '../../domain/account/withdrawn.ts';
import { auditState } from '../../domain/ledger/audit-account.ts';
import { type AuditPoint, isWholeDue } from '../../domain/ledger/audit-point.ts';
import { followNext, openVerified, unknownHash, type Verified, verifyNext } from '../../domain/ledger/verify-ledger.ts';
import { present } from '../../domain/present.ts';
import { dueInIndexMs, type LoadedAccount } from '../../storage/account-item.ts';
import { freeOf } from '../../storage/escrow.ts';
import { filedHolds, holdsIn } from '../../storage/hold-item.ts';
import { readBooks } from '../../storage/repairs.ts';
import type { LedgerFault } from '../../storage/segments.ts';
import type { CreditStore } from '../../storage/store.ts';
import { shardIndexOf } from '../../storage/table-keys.ts';
import { claimPayment } from '../charging/claim-payment.ts';

export interface AccountAudit {
  /** Each names the entry that it is about. Empty for a clean bill, as far as it goes. */
  readonly findings: readonly string[];
  /** Where the next audit goes on; absent with findings: it begins where this one did. */
  readonly point?: AuditPoint;
  /** False when there is more to read than one audit takes. */
  readonly isWhole: boolean;
}

/** Entries of one account that one audit reads, of what is new and of what is read again. */
const entriesMax = 50_000;

export async function auditAccount(
  store: CreditStore,
  loaded: LoadedAccount,
  before: AuditPoint | undefined,
  nowMs: number,
): Promise<AccountAudit> {
  const { account } = loaded;
  const fresh: AuditPoint = { verified: openVerified(), wholeAtMs: nowMs };
  const point = before ?? fresh;
  const { verified } = point;
  if (verified.seq > account.seq)
    return broken([`entry ${verified.seq}: was verified, and the account is at entry ${account.seq}`]);
  const sinceMs = before === undefined ? 0 : verified.books.lastMs;
  const found = await verifyOn(store, loaded, verified, nowMs);
  if (found.length > 0) return broken(found);
  if (verified.seq < account.seq) return { findings: [], point, isWhole: false };
  const misfits = auditState(account, verified).concat(escrowMisfits(loaded));
  const holds = await holdsOf(store, loaded, verified, sinceMs);
  const findings = [...misfits.map((misfit) => afterEntry(account.seq, misfit)), ...holds.findings];
  if (findings.length > 0) return broken(findings);
  const sound = { account, holds: holds.open };
  const isAgain = point.again !== undefined || isWholeDue(point, shardIndexOf(account.accountId), nowMs);
  return isAgain
    ? readAgain(store, loaded, { ...point, sound }, nowMs)
    : { findings: [], point: { ...point, sound }, isWhole: true };
}

/** All of it once more, from its first entry, in as many audits as that takes. */
async function readAgain(
  store: CreditStore,
  loaded: LoadedAccount,
  point: AuditPoint,
  nowMs: number,
): Promise<AccountAudit> {
  const again = point.again ?? { sinceMs: nowMs, verified: openVerified() };
  const found = await verifyOn(store, loaded, again.verified, nowMs);
  if (found.length > 0) return broken(found);
  if (again.verified.seq < loaded.account.seq) return { findings: [], point: { ...point, again }, isWhole: false };
  const misfits = auditState(loaded.account, again.verified).map((misfit) => afterEntry(loaded.account.seq, misfit));
  const holds = await holdsOf(store, loaded, again.verified, 0);
  const findings = [...misfits, ...holds.findings];
  if (findings.length > 0) return broken(findings);
  const { sound } = point;
  return {
    findings: [],
    point: { verified: again.verified, wholeAtMs: again.sinceMs, ...present({ sound }) },
    isWhole: true,
  };
}

function broken(findings: readonly string[]): AccountAudit {
  return { findings, isWhole: true };
}

/**
 * Goes on with the entries that follow, in place, up to the first that is wrong. Where some are lost that a repair gave up, those
 * after them are followed, and added up again from the books that the repair kept.
 */
async function verifyOn(
  store: CreditStore,
  loaded: LoadedAccount,
  verified: Verified,
  nowMs: number,
): Promise<readonly string[]> {
  const { accountId, withdrawn } = loaded.account;
  let fault: LedgerFault | undefined;
  let isAdrift = false;
  let read = 0;
  const entries = store.entriesFrom(loaded, verified.seq + 1, 'ascending', {
    onFault: (found) => {
      if (!isLost(withdrawn, found.first)) fault ??= found;
      else if (fault === undefined) {
        isAdrift = true;
        verified.hash = unknownHash;
      }
    },
  });
  for await (const entry of entries) {
    if (fault !== undefined || (read >= entriesMax && !isAdrift)) break;
    if (isAdrift && entry.books !== undefined) {
      const books = await readBooks(store.table, accountId, { seq: entry.seq, hash: entry.books });
      if (books === undefined) return [`entry ${entry.seq}: the books of its repair are not what it says`];
      Object.assign(verified, books);
      isAdrift = false;
    }
    const findings = isAdrift ? followNext(verified, entry) : verifyNext(verified, entry);
    if (findings.length > 0) return findings;
    await claimPayment(store, entry, nowMs);
    read += 1;
  }
  return fault === undefined ? [] : [aboutEntry(fault.first, fault.finding)];
}

/** Misfits of the numbers that those go by who append without having read the account. */
function escrowMisfits({ account, escrow }: LoadedAccount): readonly string[] {
  if (escrow === undefined) return [];
  const free = freeOf(account);
  const misfits: string[] = [];
  if (escrow.free !== free) misfits.push(`${escrow.free ?? 'nothing'} is free, the ledger says ${free ?? 'nothing'}`);
  if (escrow.dueAtMs > dueInIndexMs(account)) misfits.push('something is due before appends stop');
  return misfits;
}

interface FoundHolds {
  readonly open: readonly Hold[];
  readonly findings: readonly string[];
}

/** The items of holds say what the ledger says: none is open that no entry opened, and each that is open has one. */
async function holdsOf(
  store: CreditStore,
  loaded: LoadedAccount,
  { books }: Verified,
  sinceMs: number,
): Promise<FoundHolds> {
  const { account, log } = loaded;
  const logged = holdsIn(log.entries);
  const missing = new Set(books.holds.keys());
  const open: Hold[] = [];
  const findings: string[] = [];
  const meet = (hold: Hold, seq: number): void => {
    missing.delete(hold.holdId);
    const pinned = books.holds.get(hold.holdId);
    if (pinned === undefined) {
      if (hold.state === 'open') findings.push(`entry ${seq}: ${hold.holdId} is open, and no entry set it aside`);
      return;
    }
    const credits = [...pinned.values()].reduce((sum, each) => sum + each, 0n);
    if (hold.state !== 'open') findings.push(`entry ${seq}: ${hold.holdId} is ${hold.state}, the ledger says open`);
    else if (BigInt(hold.credits) !== credits)
      findings.push(`entry ${seq}: ${hold.holdId} sets ${hold.credits} aside, the ledger says ${credits} microcredits`);
    else open.push(hold);
  };
  for (const { hold, seq } of logged.values()) meet(hold, seq);
  for await (const { holdId, filed, fault = '' } of filedHolds(store.table, account.accountId, sinceMs)) {
    if (logged.has(holdId)) continue;
    if (filed === undefined) findings.push(afterEntry(account.seq, `${holdId} can't be read: ${fault}`));
    // A newer version is of an entry that came after the account was read.
    if (filed !== undefined && filed.seq <= account.seq) meet(filed.hold, filed.seq);
    else missing.delete(holdId);
  }
  for (const holdId of missing) findings.push(afterEntry(account.seq, `${holdId} is set aside, and has no item`));
  return { open, findings };
}

/** Some findings name their entry already. */
export function aboutEntry(seq: number, finding: string): string {
  return finding.startsWith(`entry ${seq}`) ? finding : `entry ${seq}: ${finding}`;
}

function afterEntry(seq: number, misfit: string): string {
  return `entry ${seq}: the account after it: ${misfit}`;
}
