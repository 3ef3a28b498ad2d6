/**
 * The audit: holds the state of a rotating sample of accounts against their ledgers. An account in breach is quarantined, so
 * that nothing is built on it; nothing is repaired, since whoever mends it must first know what happened.
 */

import { hash } from 'node:crypto';
import { auditAccount } from '../domain/ledger/audit-account.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import type { Signal } from '../domain/projections/signal.ts';
import type { Services } from '../ports/services.ts';
import type { CreditStore } from '../storage/store.ts';
import { ItemCorrupt } from '../storage/table.ts';
import type { DuePosition } from '../storage/upkeep.ts';
import { projectAccount } from './project-commits.ts';

export interface AuditReport {
  readonly audited: number;
  /** Ledgers longer than one audit reads. */
  readonly skipped: number;
  readonly breaches: readonly Breach[];
  /** Accounts whose projection had fallen behind, and was brought up to their ledger. */
  readonly caughtUp: number;
}

export interface Breach {
  readonly accountId: string;
  readonly findings: readonly string[];
}

/** Accounts per run, and entries of one account. */
const sampleSize = 1_000;
const entriesMax = 100_000;
/** Findings that an event names. */
const findingsMax = 20;

/** Audits the accounts that follow those of the run before, in the index's order, closed ones too, and begins again at its end. */
export async function auditLedgers(
  { store, bus }: Pick<Services, 'store' | 'bus'>,
  nowMs: number,
): Promise<AuditReport> {
  const after = await store.auditPosition();
  const sample = await store.listAccounts({
    limit: sampleSize,
    isClosedToo: true,
    ...present({ after }),
  });
  const breaches: Breach[] = [];
  let skipped = 0;
  let caughtUp = 0;
  for (const { accountId } of sample) {
    const findings = await findingsOf(store, accountId, nowMs);
    if (findings === undefined) skipped += 1;
    if (findings !== undefined && findings.length > 0) {
      breaches.push({ accountId, findings });
      // Before the quarantine, which the next audit passes over: a breach is published at least once.
      await bus.publish([breachSignal({ accountId, findings }, nowMs)]);
      await store.quarantine(accountId, findings.join('; '));
      continue;
    }
    const projected = await catchUp({ store, bus, nowMs: () => nowMs }, accountId);
    if (projected === 'caught-up') caughtUp += 1;
    // Its balance is right: nothing is quarantined, and people look at what hangs off it.
    if (projected === 'unreadable') breaches.push({ accountId, findings: ['its projection can not be read'] });
  }
  const audited = sample.length - skipped;
  await store.saveAudit(nextPosition(sample), { atMs: nowMs, audited, skipped, breaches: breaches.length, caughtUp });
  return { audited, skipped, breaches, caughtUp };
}

/** Catches up. What the stream lost for good is found here, even of an account that nobody uses any more. */
async function catchUp(
  services: Parameters<typeof projectAccount>[0],
  accountId: string,
): Promise<'current' | 'caught-up' | 'unreadable'> {
  const { store } = services;
  try {
    const loaded = await store.readAccount(accountId);
    const { entries } = loaded === undefined ? { entries: [] } : await projectAccount(services, loaded);
    return entries.length > 0 ? 'caught-up' : 'current';
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return 'unreadable';
    throw cause;
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

/** Undefined for a ledger too long to be read at once. */
async function findingsOf(
  store: CreditStore,
  accountId: string,
  nowMs: number,
): Promise<readonly string[] | undefined> {
  try {
    const loaded = await store.readAccount(accountId);
    if (loaded === undefined || loaded.quarantine !== undefined) return [];
    if (loaded.account.seq > entriesMax) return undefined;
    const entries: Entry[] = [];
    for await (const entry of store.entriesFrom(loaded, 1, 'ascending')) entries.push(entry);
    await claimPayments(store, entries, nowMs);
    return auditAccount(loaded.account, entries);
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return [cause.message];
    throw cause;
  }
}

/** R24: claims what was bought before payments were claimed. What is claimed already stays as it is. */
async function claimPayments(store: CreditStore, entries: readonly Entry[], nowMs: number): Promise<void> {
  for (const { accountId, paymentId, type, seq, idempotencyKey = `entry-${seq}` } of entries) {
    if (type === 'grant' && paymentId !== undefined)
      await store.payments.claim({ paymentId, accountId, idempotencyKey }, nowMs);
  }
}

function nextPosition(sample: readonly DuePosition[]): DuePosition | undefined {
  return sample.length < sampleSize ? undefined : sample.at(-1);
}
