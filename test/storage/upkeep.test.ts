/** The records that jobs keep beside the accounts: who is left out, who is quarantined, and how far the audit came. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { CreditStore } from '../../shared/storage/store.ts';
import { parkedKey } from '../../shared/storage/table-keys.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import type { MemoryTable } from '../support/engines/memory-table.ts';

let table: MemoryTable;
let store: CreditStore;

beforeEach(async () => {
  ({ table, store } = await freshStore());
});

describe('a parked account', () => {
  it('is left out until its time, and forgotten by housekeeping only after it', async () => {
    const untilMs = startMs + 1_500;
    await store.park('acme', untilMs);
    await store.park('other', untilMs + 1);

    expect(await store.parkedAccounts(untilMs - 1)).toEqual(new Set(['acme', 'other']));
    expect(await store.parkedAccounts(untilMs)).toEqual(new Set(['other']));
    // Seconds, as DynamoDB reads it.
    expect(await table.get(parkedKey('acme'))).toMatchObject({ ttl: startMs / 1_000 + 2 });
  });
});

describe('the audit', () => {
  const record = {
    atMs: startMs,
    audited: 7,
    unchanged: 4,
    skipped: 1,
    breaches: 0,
    failed: 0,
    caughtUp: 2,
    isWhole: true,
  };

  it('begins at the beginning, and goes on where it ended', async () => {
    expect(await store.auditPosition()).toBeUndefined();
    expect(await store.lastAudit()).toBeUndefined();

    await store.saveAudit({ accountId: 'acme', dueAtMs: startMs }, record);

    expect(await store.auditPosition()).toEqual({ accountId: 'acme', dueAtMs: startMs });
    expect(await store.lastAudit()).toEqual(record);
  });

  it('begins anew after its end, and what came of it is still known', async () => {
    await store.saveAudit({ accountId: 'acme', dueAtMs: startMs }, record);
    await store.saveAudit(undefined, { ...record, audited: 3 });

    expect(await store.auditPosition()).toBeUndefined();
    expect(await store.lastAudit()).toEqual({ ...record, audited: 3 });
  });
});
