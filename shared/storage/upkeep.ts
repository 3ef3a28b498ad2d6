/** The records that jobs keep beside the accounts: who is left out for now, who is quarantined, and where the audit is. */

import * as z from 'zod/mini';
import { present } from '../domain/present.ts';
import type { AuditRecord } from '../domain/projections/service-health.ts';
import { decodeAccount, encodeAccount, type LoadedAccount } from './account-item.ts';
import { parse } from './parse.ts';
import { readable } from './readable.ts';
import { type PutOutcome, StoreUnavailable, type Table } from './table.ts';
import type { Item } from './table-keys.ts';
import { accountKey, auditKey, parkedKey, parkedPk } from './table-keys.ts';
import type { Update } from './update.ts';

/** An account's position in the index of what is due. */
export interface DuePosition {
  readonly accountId: string;
  readonly dueAtMs: number;
}

export interface Upkeep {
  /** Accounts that the sweep leaves out for now. */
  parkedAccounts(nowMs: number): Promise<ReadonlySet<string>>;
  park(accountId: string, untilMs: number): Promise<void>;
  /** From now on no change of this account is carried out. One whose item can't be read is in no other state. */
  quarantine(accountId: string, finding: string): Promise<void>;
  /** Where the last audit ended; undefined to begin at the beginning. */
  auditPosition(): Promise<DuePosition | undefined>;
  /** Keeps where an audit ended and what came of it. */
  saveAudit(position: DuePosition | undefined, record: AuditRecord): Promise<void>;
  /** The record of the last one. */
  lastAudit(): Promise<AuditRecord | undefined>;
}

/** Parked accounts that one sweep leaves out. With more than that, something else is wrong and alarms have long said so. */
const parkedMax = 5_000;
const quarantineTriesMax = 10;

export function createUpkeep(table: Table): Upkeep {
  async function parkedAccounts(nowMs: number): Promise<ReadonlySet<string>> {
    const items = await table.query({ pk: parkedPk, from: ' ', to: '~', order: 'ascending', limit: parkedMax });
    const parked = items.map((item) => ({ accountId: item.sk, ...parse(storedParked, item, 'a parked account') }));
    return new Set(parked.filter(({ untilMs }) => untilMs > nowMs).map(({ accountId }) => accountId));
  }

  async function park(accountId: string, untilMs: number): Promise<void> {
    await table.putMany([{ ...parkedKey(accountId), untilMs, ttl: Math.ceil(untilMs / 1000) }]);
  }

  async function quarantine(accountId: string, finding: string): Promise<void> {
    for (let tries = 0; tries < quarantineTriesMax; tries += 1) {
      const item = await table.get(accountKey(accountId));
      if (item === undefined) return;
      // What can't be read is refused to every change already.
      const loaded = readable(() => decodeAccount(accountId, item));
      if (loaded === undefined || loaded.quarantine !== undefined) return;
      const text = finding.slice(0, findingMax);
      const outcome =
        loaded.escrow === undefined ? await replaceItem(loaded, text) : await table.update(markUpdate(item, text));
      if (outcome.kind === 'stored') return;
    }
    throw new StoreUnavailable('the account was too busy to be quarantined');
  }

  function replaceItem(loaded: LoadedAccount, finding: string): Promise<PutOutcome> {
    const { version } = loaded;
    return table.put(encodeAccount({ ...loaded, version: version + 1, quarantine: finding }), {
      kind: 'version',
      version,
    });
  }

  async function auditPosition(): Promise<DuePosition | undefined> {
    const item = await table.get(auditKey);
    return item === undefined ? undefined : parse(storedAudit, item, "the audit's position").place;
  }

  async function saveAudit(position: DuePosition | undefined, record: AuditRecord): Promise<void> {
    await table.putMany([{ ...auditKey, ...present({ place: position }), record }]);
  }

  async function lastAudit(): Promise<AuditRecord | undefined> {
    const item = await table.get(auditKey);
    return item === undefined ? undefined : parse(storedAudit, item, "the audit's position").record;
  }

  return { parkedAccounts, park, quarantine, auditPosition, saveAudit, lastAudit };
}

/** However busy the account is: whoever appends asks for what is taken away here, and whoever files or replaces for what is raised. */
function markUpdate({ pk, sk }: Item, finding: string): Update {
  return {
    key: { pk, sk },
    asks: [
      { is: 'present', path: ['epoch'] },
      { is: 'absent', path: ['quarantine'] },
    ],
    changes: [
      { do: 'set', path: ['quarantine'], value: finding },
      { do: 'remove', path: ['free'] },
      { do: 'increase', path: ['epoch'], by: 1 },
      { do: 'increase', path: ['writes'], by: 1 },
    ],
  };
}

const findingMax = 400;
const storedParked = z.object({ untilMs: z.int() });
const storedAudit = z.object({
  place: z.exactOptional(z.strictObject({ accountId: z.string(), dueAtMs: z.int() })),
  record: z.exactOptional(
    z.strictObject({ atMs: z.int(), audited: z.int(), skipped: z.int(), breaches: z.int(), caughtUp: z.int() }),
  ),
});
