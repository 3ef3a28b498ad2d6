/**
 * Parts of ledgers as their second copy keeps them: entries of one account and one day (UTC) that follow one another. The name of a
 * part says exactly what it holds. So writing it again changes nothing, parts may overlap, and a ledger is put together from any of them by
 * its hashes.
 */
import { hash } from 'node:crypto';
import type { Entry } from './entry.ts';
import { instant } from './public-form.ts';

export interface CopiedPart {
  readonly accountId: string;
  /** As `2026-11-28`. */
  readonly day: string;
  readonly first: number;
  readonly last: number;
  /** The hash of the last entry. */
  readonly hash: string;
}

/** Under which all parts are kept, and beside them plans and rate cards. */
export const copiedLedgers = 'ledgers/';
export const copiedCatalogue = 'catalogue/';
const seqDigits = 12;

/** The name under which something of a project besides the default one is kept. */
export function copiedOf(project: string, name: string): string {
  return `projects/${project}/${name}`;
}

const partName = /^ledgers\/[0-9a-f]{2}\/([^/]+)\/(\d{4}-\d{2}-\d{2})\/(\d{12})-(\d{12})-([0-9a-f]{64})\.jsonl\.gz$/;

/** The folder of one account's parts, in one of 256 by the hash of its id: a store of objects serves each apart. */
export function copiedLedgerOf(accountId: string): string {
  return `${copiedLedgers}${hash('sha256', accountId).slice(0, 2)}/${encodeURIComponent(accountId)}/`;
}

export function nameOfPart({ accountId, day, first, last, hash }: CopiedPart): string {
  return `${copiedLedgerOf(accountId)}${day}/${padded(first)}-${padded(last)}-${hash}.jsonl.gz`;
}

/** The part that a name names; undefined of any other name. */
export function partNamed(name: string): CopiedPart | undefined {
  const [, account = '', day = '', first, last, hash = ''] = partName.exec(name) ?? [];
  const part = { accountId: decoded(account), day, first: Number(first), last: Number(last), hash };
  return account !== '' && nameOfPart(part) === name ? part : undefined;
}

export function dayOf({ atMs }: Pick<Entry, 'atMs'>): string {
  return instant(atMs).slice(0, 'YYYY-MM-DD'.length);
}

function padded(seq: number): string {
  return String(seq).padStart(seqDigits, '0');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
