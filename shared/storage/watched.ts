/** The accounts whose available credits are a metric of their own, all in one item: a metric costs, so they are few. */

import * as z from 'zod/mini';
import { minuteMs } from '../domain/time.ts';
import { parse } from './parse.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { watchedKey } from './table-keys.ts';

export interface WatchList {
  /** Read at most once a minute. */
  accountIds(nowMs: number): Promise<ReadonlySet<string>>;
  /** False when so many are watched that another would be too many. */
  watch(accountId: string, watchedMax?: number): Promise<boolean>;
  unwatch(accountId: string): Promise<void>;
}

/** So many are watched at the most, unless a stage pays for more. */
export const watchedAccountsMax = 100;
/** More than these no stage may pay for: their ids stand in one item, which DynamoDB lets grow to 400 KB. */
export const watchedAccountsMost = 3_000;
const keptMs = minuteMs;
const triesMax = 6;

export function createWatchList(table: Table): WatchList {
  let kept: { readonly accountIds: ReadonlySet<string>; readonly atMs: number } | undefined;

  async function read(): Promise<{ readonly accountIds: readonly string[]; readonly version: number }> {
    const item = await table.get(watchedKey);
    return item === undefined ? { accountIds: [], version: 0 } : parse(storedList, item, 'the list of the watched');
  }

  async function accountIds(nowMs: number): Promise<ReadonlySet<string>> {
    if (kept === undefined || nowMs < kept.atMs || nowMs - kept.atMs >= keptMs)
      kept = { accountIds: new Set((await read()).accountIds), atMs: nowMs };
    return kept.accountIds;
  }

  /** False when `change` finds no room. */
  async function rewrite(change: (accountIds: readonly string[]) => readonly string[] | undefined): Promise<boolean> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const { accountIds: before, version } = await read();
      const after = change(before);
      if (after === undefined) return false;
      if (after === before) return true;
      const outcome = await table.put(
        { ...watchedKey, version: version + 1, accountIds: after },
        version === 0 ? { kind: 'absent' } : { kind: 'version', version },
      );
      if (outcome.kind === 'stored') return true;
    }
    throw new StoreUnavailable('the list of the watched was too busy');
  }

  async function watch(accountId: string, watchedMax = watchedAccountsMax): Promise<boolean> {
    return rewrite((before) => {
      if (before.includes(accountId)) return before;
      return before.length < watchedMax ? [...before, accountId] : undefined;
    });
  }

  async function unwatch(accountId: string): Promise<void> {
    await rewrite((before) => (before.includes(accountId) ? before.filter((each) => each !== accountId) : before));
  }

  return { accountIds, watch, unwatch };
}

const storedList = z.object({ accountIds: z.array(z.string()), version: z.int() });
