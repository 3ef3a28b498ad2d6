/** How the service fares, from what it stores and what is measured of it, and what of that needs somebody. */
import { hourMs, minuteMs } from '../time.ts';

/** Counts of what the last audit came to, in accounts. */
export interface AuditRecord {
  readonly atMs: number;
  /** Looked at, all in all. */
  readonly audited: number;
  /** Accounts among them of which nothing had changed since they were verified. */
  readonly unchanged: number;
  /** Ledgers of which more is to be read than one audit takes: the next goes on with them. */
  readonly skipped: number;
  readonly breaches: number;
  /** Those that could not be looked at; the next audit tries again. */
  readonly failed: number;
  readonly caughtUp: number;
  /** False when its time was up before all accounts were seen: the next goes on there. */
  readonly isWhole: boolean;
}

/** An account that nothing changes until people have looked. */
export interface QuarantinedAccount {
  readonly accountId: string;
  readonly sinceMs: number;
  readonly findings: readonly string[];
}

export interface QueueDepth {
  readonly name: string;
  /** `work` waits for workers; what is `put-aside` failed too often and waits for people. */
  readonly kind: 'work' | 'put-aside';
  readonly messages: number;
}

export interface RingingAlarm {
  readonly name: string;
  readonly matter: string;
  readonly sinceMs: number;
}

export interface Measurements {
  readonly atMs: number;
  /** The account that has been due longest and isn't written yet; accounts that the sweep leaves out don't count. */
  readonly oldestDue?: { readonly accountId: string; readonly dueAtMs: number };
  /** Accounts that the sweep leaves out for now. */
  readonly parked: number;
  /** Accounts in quarantine, by id. */
  readonly quarantined: readonly QuarantinedAccount[];
  /** Absent before the first. */
  readonly lastAudit?: AuditRecord;
  /** Absent where it could not be measured. */
  readonly queues?: readonly QueueDepth[];
  readonly alarms?: readonly RingingAlarm[];
}

export const healthFindings = [
  'alarm-rings',
  'breach-found',
  'accounts-quarantined',
  'audit-failed',
  'work-put-aside',
  'sweep-late',
  'accounts-parked',
  'audit-late',
  'queues-not-measured',
  'alarms-not-measured',
] as const;
export type HealthFinding = (typeof healthFindings)[number];

/** The sweep comes every minute, and its alarm rings after ten. */
const sweepLateMs = 10 * minuteMs;
/** The audit is daily. */
const auditLateMs = 26 * hourMs;

export function sweepLagMs({ atMs, oldestDue }: Measurements): number {
  return oldestDue === undefined ? 0 : Math.max(0, atMs - oldestDue.dueAtMs);
}

/** The findings that need somebody, in the order of the list. */
export function findingsOf(measured: Measurements): readonly HealthFinding[] {
  const { atMs, parked, quarantined, lastAudit, queues, alarms } = measured;
  const isFound = {
    'alarm-rings': (alarms ?? []).length > 0,
    'breach-found': (lastAudit?.breaches ?? 0) > 0,
    'accounts-quarantined': quarantined.length > 0,
    'audit-failed': (lastAudit?.failed ?? 0) > 0,
    'work-put-aside': (queues ?? []).some(({ kind, messages }) => kind === 'put-aside' && messages > 0),
    'sweep-late': sweepLagMs(measured) > sweepLateMs,
    'accounts-parked': parked > 0,
    'audit-late': lastAudit !== undefined && atMs - lastAudit.atMs > auditLateMs,
    'queues-not-measured': queues === undefined,
    'alarms-not-measured': alarms === undefined,
  } as const satisfies Record<HealthFinding, boolean>;
  return healthFindings.filter((finding) => isFound[finding]);
}
