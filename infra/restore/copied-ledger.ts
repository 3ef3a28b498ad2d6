/** Ledgers as their second copy has them: every entry that its parts hold, by its hash, and what of them can't be read. */
import { gunzipSync } from 'node:zlib';
import {
  type CopiedPart,
  copiedLedgerOf,
  copiedLedgers,
  nameOfPart,
  partNamed,
} from '../../shared/domain/ledger/copied-part.ts';
import type { Entry } from '../../shared/domain/ledger/entry.ts';
import { readCopiedLine } from '../../shared/storage/copied-lines.ts';
import { readable } from '../../shared/storage/readable.ts';
import type { CopiedObjects } from './copied-objects.ts';

export interface CopiedLedger {
  readonly accountId: string;
  readonly parts: number;
  /** Each fits its hash. Of two branches, as a restored table leaves them, both are here. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Each names the object that it is about. */
  readonly faults: readonly string[];
}

/** Largest that a part may be once it is unpacked. */
const partMaxBytes = 256 * 1_024 * 1_024;

/** The ledgers of all accounts, or of one: parts of one account follow one another in a list. */
export async function* copiedLedgersIn(objects: CopiedObjects, accountId?: string): AsyncGenerator<CopiedLedger> {
  let open: { readonly accountId: string; readonly parts: CopiedPart[] } | undefined;
  const prefix = accountId === undefined ? copiedLedgers : copiedLedgerOf(accountId);
  for await (const name of objects.list(prefix)) {
    const part = partNamed(name);
    // Whatever else lies there is none of ours.
    if (part === undefined) continue;
    if (open !== undefined && open.accountId !== part.accountId) yield await ledgerOf(objects, open);
    if (open === undefined || open.accountId !== part.accountId) open = { accountId: part.accountId, parts: [] };
    open.parts.push(part);
  }
  if (open !== undefined) yield await ledgerOf(objects, open);
}

/** One account's; of one that has none, without entries. */
export async function copiedLedger(objects: CopiedObjects, accountId: string): Promise<CopiedLedger> {
  for await (const ledger of copiedLedgersIn(objects, accountId)) return ledger;
  return { accountId, parts: 0, entries: new Map(), faults: [] };
}

/** Parts that are read at once. */
const atOnce = 16;

async function ledgerOf(
  objects: CopiedObjects,
  { accountId, parts }: { readonly accountId: string; readonly parts: readonly CopiedPart[] },
): Promise<CopiedLedger> {
  const entries = new Map<string, Entry>();
  const faults: string[] = [];
  for (let from = 0; from < parts.length; from += atOnce) {
    const read = await Promise.all(parts.slice(from, from + atOnce).map((part) => readPart(objects, part)));
    for (const { entries: found, fault } of read) {
      for (const entry of found) entries.set(entry.hash, entry);
      if (fault !== undefined) faults.push(fault);
    }
  }
  return { accountId, parts: parts.length, entries, faults };
}

interface ReadPart {
  readonly entries: readonly Entry[];
  readonly fault?: string;
}

async function readPart(objects: CopiedObjects, part: CopiedPart): Promise<ReadPart> {
  const name = nameOfPart(part);
  let text: string;
  try {
    text = gunzipSync(await objects.get(name), { maxOutputLength: partMaxBytes }).toString();
  } catch (cause) {
    return { entries: [], fault: `${name} can't be read: ${cause instanceof Error ? cause.message : cause}` };
  }
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.flatMap((line) => entryIn(line, part.accountId) ?? []);
  const [first, last] = [entries[0], entries.at(-1)];
  const isNamed = first?.seq === part.first && last?.seq === part.last && last.hash === part.hash;
  const isWhole = isNamed && entries.length === lines.length && lines.length === part.last - part.first + 1;
  if (isWhole) return { entries };
  return { entries, fault: `${name} isn't what its name says: ${entries.length} entries in it are what was written` };
}

/** Undefined of a line that is no entry of the account, or doesn't fit its hash. */
function entryIn(line: string, accountId: string): Entry | undefined {
  const entry = readable(() => readCopiedLine(line));
  return entry?.accountId === accountId ? entry : undefined;
}
