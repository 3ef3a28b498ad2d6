/** Ledgers put into a table as they stand there, without the changes that led to them: for tests of long ones. */
import type { Account } from '../../../shared/domain/account/account.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { genesisHash, hashOf } from '../../../shared/domain/ledger/record.ts';
import { emptyLog, encodeAccount, type LoadedAccount } from '../../../shared/storage/account-item.ts';
import { fileSegment } from '../../../shared/storage/segment.ts';
import type { Table } from '../../../shared/storage/table.ts';
import { alterEntry, type EntryMembers } from './altered-entry.ts';
import { decideOpen } from './decisions.ts';
import { changeOf, credits, plans, requestNamed, startMs } from './fixtures.ts';

export interface Ledger {
  readonly account: Account;
  readonly entries: readonly Entry[];
}

/** The account as it was read when its ledger ended so, with the last few entries in its log. */
export function loadedAt({ account, entries }: Ledger, seq: number, logged: number): LoadedAccount {
  const filedSeq = Math.max(0, seq - logged);
  const filed = { seq: filedSeq, hash: entries[filedSeq - 1]?.hash ?? genesisHash };
  const headHash = entries[seq - 1]?.hash ?? genesisHash;
  return {
    account: { ...account, seq, headHash },
    version: seq,
    log: { ...emptyLog, filed, entries: entries.slice(filedSeq, seq) },
  };
}

/** Files the entries from one on, in segments of so many. */
export async function fileEntries(
  table: Table,
  { account, entries }: Ledger,
  { from = 1, to = entries.length, each = 14 } = {},
): Promise<void> {
  for (let first = from; first <= to; first += each) {
    const held = entries.slice(first - 1, Math.min(to, first - 1 + each));
    const hash = entries[first - 2]?.hash ?? genesisHash;
    await fileSegment(table, account.accountId, { ...emptyLog, filed: { seq: first - 1, hash }, entries: held });
  }
}

/** All of a ledger, filed but for the last few entries. */
export async function storeLedger(table: Table, ledger: Ledger, logged = 3): Promise<void> {
  const last = ledger.entries.length;
  await fileEntries(table, ledger, { to: last - logged });
  await table.putMany([encodeAccount(loadedAt(ledger, last, logged))]);
}

/** An account of one cycle with so many entries: its opening, and debits of a microcredit by two SKUs in turn. */
export function longLedger(length: number, accountId = 'long'): Ledger {
  const command = { ...requestNamed('open'), accountId, planId: 'team', anchorMs: startMs };
  const { account, entry: opening } = changeOf(decideOpen(undefined, command, { nowMs: startMs, plans }));
  const entries: Entry[] = [opening];
  for (let seq = 2; seq <= length; seq += 1) entries.push(sealed(opening, entries, debitOf(seq, opening)));
  const used = credits(0.000_001) * (length - 1);
  const grants = account.grants.map((grant) => ({ ...grant, used: grant.used + used }) as typeof grant);
  const last = entries.at(-1) ?? opening;
  return { account: { ...account, grants, seq: length, headHash: last.hash, lastAtMs: last.atMs }, entries };
}

function debitOf(seq: number, opening: Entry): EntryMembers {
  const micro = credits(0.000_001);
  const [slice] = opening.slices;
  const sku = seq % 2 === 0 ? 'ai.gpt-4o.input-token' : 'ai.gpt-4o.output-token';
  return {
    ...{ seq, atMs: startMs + seq, type: 'debit', caller: 'test', credits: micro, category: 'ai' },
    slices: slice === undefined ? [] : [{ grantId: slice.grantId, credits: micro }],
    lines: [{ sku, quantity: 2_000_000n, credits: micro }],
    rateCard: '2026-11-01',
  };
}

const ofOpening = ['cycleStartMs', 'planId', 'expiresAtMs', 'anchorMs', 'timeZone', 'idempotencyKey', 'fingerprint'];

function sealed(opening: Entry, entries: readonly Entry[], told: EntryMembers): Entry {
  const before = entries.at(-1) ?? opening;
  const core = Object.fromEntries(Object.entries(opening).filter(([name]) => !ofOpening.includes(name)));
  const available = (before.after.available - (told.credits ?? 0)) as Entry['before'];
  const place = { before: before.after.available, after: { ...before.after, available }, previousHash: before.hash };
  const unsealed = alterEntry(core as unknown as Entry, { ...told, ...place });
  return { ...unsealed, hash: hashOf(unsealed) };
}
