/**
 * Accounts as this process last saw them: what it appends to them by, so that it needn't read them first. Whoever goes by an
 * old one is refused at worst, since an append asks for all that it depends on; nothing else is decided on them.
 */
import type { LoadedAccount } from './account-item.ts';
import type { Change } from './change-outcome.ts';
import { isUnused } from './look-up.ts';

export interface WarmAccounts {
  get(accountId: string, group: readonly Change[], atMs: number): Remembered;
  /** The version of an account as of which nobody else has written for several turns of this process; undefined where somebody may have. */
  aloneAt(accountId: string): number | undefined;
  /** None when it is known that what was known of it is of no use. */
  set(accountId: string, loaded: LoadedAccount | undefined, seen: Seen): void;
}

export type Remembered =
  /** This process hasn't seen the account, or not for long. */
  | { readonly kind: 'unknown' }
  /** As far as it is known, a group can't be appended by it: it is to be read. */
  | { readonly kind: 'of-no-use' }
  | { readonly kind: 'of-use'; readonly loaded: LoadedAccount };

interface Warm {
  readonly loaded: LoadedAccount;
  readonly atMs: number;
  /** The turns of this process in a row since which nobody else wrote. */
  readonly turnsAlone: number;
}

interface Seen {
  readonly atMs: number;
  /** Writes of its own that the account was seen after. */
  readonly writes: number;
}

/** By chance alone, the same process is often asked twice running, of an account that many are asked for. */
const turnsAloneMin = 4;
/** A few megabytes at most. */
const accountsMax = 256;
/** After as many records more it was filed, as like as not. */
const recordsOfFiling = 6;

/** Times are those of a clock that only goes forward. */
export function createWarmAccounts(): WarmAccounts {
  const accounts = new Map<string, Warm>();
  return {
    get: (accountId, group, atMs) => {
      const warm = accounts.get(accountId);
      if (warm === undefined) return { kind: 'unknown' };
      if (!isOfUse(warm, group, atMs)) return { kind: 'of-no-use' };
      return { kind: 'of-use', loaded: warm.loaded };
    },
    aloneAt: (accountId) => {
      const warm = accounts.get(accountId);
      return warm !== undefined && warm.turnsAlone >= turnsAloneMin ? warm.loaded.version : undefined;
    },
    set: (accountId, loaded, { atMs, writes }) => {
      const before = accounts.get(accountId);
      accounts.delete(accountId);
      if (loaded?.escrow === undefined || loaded.quarantine !== undefined) return;
      const isAlone = before?.loaded.version === loaded.version - writes;
      accounts.set(accountId, { loaded, atMs, turnsAlone: isAlone ? before.turnsAlone + 1 : 0 });
      const [oldest] = accounts.keys();
      if (accounts.size > accountsMax && oldest !== undefined) accounts.delete(oldest);
    },
  };
}

/** Nothing is due, every key is new, and what goes by how much was filed isn't too old for that. */
function isOfUse({ loaded, atMs }: Warm, group: readonly Change[], nowMs: number): boolean {
  const { escrow } = loaded;
  if (escrow === undefined || escrow.free === undefined) return false;
  const isNew = ({ idempotencyKey, append, nowMs: askedMs }: Change): boolean =>
    append !== undefined &&
    idempotencyKey !== undefined &&
    escrow.dueAtMs > askedMs &&
    isUnused(escrow, idempotencyKey);
  if (!group.every(isNew)) return false;
  return group.every(({ append }) => append?.kind === 'debit') || recordsSince(loaded, nowMs - atMs) < recordsOfFiling;
}

/** As many as others are likely to have appended in this time, by how soon the last few followed each other. */
function recordsSince({ log }: LoadedAccount, ms: number): number {
  const [first, last] = [log.entries[0], log.entries.at(-1)];
  if (first === undefined || last === undefined || last.atMs === first.atMs) return 0;
  return (ms * (log.entries.length - 1)) / (last.atMs - first.atMs);
}
