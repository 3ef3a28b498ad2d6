/** The records that jobs keep beside the accounts: who is left out for now, and where the audit is. */

import * as z from 'zod/mini';
import { present } from '../domain/present.ts';
import type { AuditRecord } from '../domain/projections/service-health.ts';
import { parse } from './parse.ts';
import type { Table } from './table.ts';
import { auditKey, parkedKey, parkedPk } from './table-keys.ts';

/** An account's place in the index of what is due. */
export interface DuePosition {
  readonly accountId: string;
  readonly dueAtMs: number;
}

/** Where an audit is: in the index of what is due, or in the list of ids, which has those that moved in the index meanwhile. */
export type AuditPosition = DuePosition | { readonly afterId: string };

export interface Upkeep {
  /** Accounts that the sweep leaves out for now. */
  parkedAccounts(nowMs: number): Promise<ReadonlySet<string>>;
  park(accountId: string, untilMs: number): Promise<void>;
  /** Where the last audit ended; undefined to begin at the beginning. */
  auditPosition(): Promise<AuditPosition | undefined>;
  /** Keeps where an audit ended and what came of it. */
  saveAudit(position: AuditPosition | undefined, record: AuditRecord): Promise<void>;
  /** The record of the last one. */
  lastAudit(): Promise<AuditRecord | undefined>;
}

/** Parked accounts that one sweep leaves out. With more than that, something else is wrong and alarms have long said so. */
const parkedMax = 5_000;

export function createUpkeep(table: Table): Upkeep {
  async function parkedAccounts(nowMs: number): Promise<ReadonlySet<string>> {
    const items = await table.query({ pk: parkedPk, from: ' ', to: '~', order: 'ascending', limit: parkedMax });
    const parked = items.map((item) => ({ accountId: item.sk, ...parse(storedParked, item, 'a parked account') }));
    return new Set(parked.filter(({ untilMs }) => untilMs > nowMs).map(({ accountId }) => accountId));
  }

  async function park(accountId: string, untilMs: number): Promise<void> {
    await table.putMany([{ ...parkedKey(accountId), untilMs, ttl: Math.ceil(untilMs / 1000) }]);
  }

  async function auditPosition(): Promise<AuditPosition | undefined> {
    const item = await table.get(auditKey);
    return item === undefined ? undefined : parse(storedAudit, item, "the audit's position").place;
  }

  async function saveAudit(position: AuditPosition | undefined, record: AuditRecord): Promise<void> {
    await table.putMany([{ ...auditKey, ...present({ place: position }), record }]);
  }

  async function lastAudit(): Promise<AuditRecord | undefined> {
    const item = await table.get(auditKey);
    return item === undefined ? undefined : parse(storedAudit, item, "the audit's position").record;
  }

  return { parkedAccounts, park, auditPosition, saveAudit, lastAudit };
}

const storedParked = z.object({ untilMs: z.int() });
const storedAudit = z.object({
  place: z.exactOptional(
    z.union([z.strictObject({ accountId: z.string(), dueAtMs: z.int() }), z.strictObject({ afterId: z.string() })]),
  ),
  record: z.exactOptional(
    z.strictObject({
      ...{ atMs: z.int(), audited: z.int(), skipped: z.int(), breaches: z.int(), caughtUp: z.int() },
      // Records from before these were counted lack them.
      failed: z._default(z.int(), 0),
      unchanged: z._default(z.int(), 0),
      isWhole: z._default(z.boolean(), true),
    }),
  ),
});
