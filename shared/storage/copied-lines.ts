/**
 * The lines of a ledger's second copy, an entry each: as the API shows it with its hash, for whoever reads or verifies it without this
 * code, and in `stored` the text that the table has of it, which also tells what shows nowhere. Each is read by itself.
 */
import * as z from 'zod/mini';
import type { Entry } from '../domain/ledger/entry.ts';
import { publicEntry } from '../domain/ledger/public-entry.ts';
import { decodeEntries, encodeEntries } from './entry-text.ts';
import { parse } from './parse.ts';
import { ItemCorrupt } from './table.ts';

/** The lines of entries, each ended. Each was read back: `ItemCorrupt` is thrown rather than that one is written which nobody could read. */
export function copiedLines(entries: readonly Entry[]): string {
  return entries.map((entry) => `${provenLine(entry)}\n`).join('');
}

function provenLine(entry: Entry): string {
  const [stored] = encodeEntries([entry]);
  const line = JSON.stringify({ ...publicEntry(entry), hash: entry.hash, stored });
  readCopiedLine(line);
  return line;
}

const copiedLine = z.object({
  accountId: z.string(),
  seq: z.int(),
  previousHash: z.string(),
  hash: z.string(),
  stored: z.string(),
});

/** The entry of a line, as it was written: it fits its hash, or `ItemCorrupt` is thrown. */
export function readCopiedLine(line: string): Entry {
  const { accountId, seq, previousHash, hash, stored } = parse(copiedLine, line, 'a line of a copy');
  const [entry] = decodeEntries(accountId, [stored], { seq: seq - 1, hash: previousHash });
  if (entry?.hash !== hash) throw new ItemCorrupt(`entry ${seq} of ${accountId} does not fit its hash`);
  return entry;
}
