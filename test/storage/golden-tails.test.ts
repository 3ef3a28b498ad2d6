/**
 * Accounts as each release stored them, tails and all (`golden-tails/`): read for ever, and by every release to the same entries.
 * Folding a record to anything else would break chains that callers were shown.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { microcredits } from '../../shared/domain/amount.ts';
import { verifyLedger } from '../../shared/domain/ledger/verify-ledger.ts';
import { debitCredits } from '../../shared/operations/debit-credits.ts';
import { decodeAccount } from '../../shared/storage/account-item.ts';
import { decodeAppend, encodeAppend } from '../../shared/storage/append-kinds.ts';
import { freeOf } from '../../shared/storage/escrow.ts';
import { createStore } from '../../shared/storage/store.ts';
import type { Item } from '../../shared/storage/table-keys.ts';
import { variedCards, variedPlans } from '../support/builders/varied-commands.ts';
import { ledger } from '../support/builders/write-path.ts';
import { createMemoryTable } from '../support/engines/memory-table.ts';

const folder = new URL('./golden-tails/', import.meta.url);
const stored = z.record(z.string(), z.unknown());
const golden = z.object({
  accountId: z.string(),
  kept: z.array(
    z.object({
      item: stored,
      entries: z.array(z.tuple([z.int(), z.string(), z.string()])),
      notes: z.array(z.unknown()),
      seq: z.int(),
      headHash: z.string(),
    }),
  ),
  beside: z.array(stored),
});
const bytes = z.object({ bytes: z.string() });
const set = z.object({ set: z.array(z.string()) });

function restored(item: Readonly<Record<string, unknown>>): Item {
  const attributes = Object.entries(item).map(([name, value]): [string, unknown] => {
    return [name, Array.isArray(value) ? value.map(restoredValue) : restoredValue(value)];
  });
  return { pk: '', sk: '', ...Object.fromEntries(attributes) };
}

function restoredValue(value: unknown): unknown {
  const [asBytes, asSet] = [bytes.safeParse(value), set.safeParse(value)];
  if (asBytes.success) return Buffer.from(asBytes.data.bytes, 'base64');
  return asSet.success ? new Set(asSet.data.set) : value;
}

const releases = readdirSync(folder).filter((name) => name.endsWith('.json'));

function tailsOf(name: string): readonly string[] {
  const { accountId, kept } = golden.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  return kept.flatMap(({ item }) => decodeAccount(accountId, restored(item)).escrow?.tail ?? []);
}

it('every kind of record is among them, and refusals', () => {
  expect(new Set(releases.flatMap(tailsOf).map((text) => text[0]))).toEqual(
    new Set(['d', 'D', 'a', 'A', 'r', 'c', 'l']),
  );
});

describe.each(releases)('what was stored as in %s', (name) => {
  const { accountId, kept, beside } = golden.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));

  it('is read to the entries and remembered answers that it always was', () => {
    for (const { item, entries, notes, seq, headHash } of kept) {
      const { account, log, escrow } = decodeAccount(accountId, restored(item));

      expect(log.entries.map((entry) => [entry.seq, entry.type, entry.hash])).toEqual(entries);
      expect(log.notes).toEqual(notes);
      expect({ seq: account.seq, headHash: account.headHash }).toEqual({ seq, headHash });
      expect(escrow?.free).toBe(freeOf(account));
    }
  });

  it('says the same when each of its records is written again', () => {
    for (const text of tailsOf(name))
      expect(decodeAppend(encodeAppend(decodeAppend(text)) ?? '')).toEqual(decodeAppend(text));
  });

  it('goes on: its ledger is whole, and what comes next is chained to it', async () => {
    const table = createMemoryTable();
    const store = createStore(table, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 });
    for (const each of variedPlans) await store.catalogue.addPlan(each);
    for (const each of variedCards) await store.catalogue.addRateCard(each);
    await table.putMany([...beside, ...kept.slice(-1).map(({ item }) => item)].map(restored));
    const nowMs = Date.parse('2026-11-02T00:00:00.000Z');

    for (let count = 0; count < 20; count += 1) {
      const asked = { accountId, caller: 'test', idempotencyKey: `next ${count}`, fingerprint: 'next' };
      const done = await debitCredits(
        store,
        { ...asked, charge: { credits: microcredits(1 + count), category: 'ai' } },
        nowMs,
      );
      expect(done.kind).toMatch(/done|refused/);
    }
    expect(verifyLedger(await ledger(store, accountId)).findings).toEqual([]);
  });
});
