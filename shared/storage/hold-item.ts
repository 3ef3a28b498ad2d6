/** A hold beside its account: as the newest filed entry that touched it left it. */

import * as z from 'zod/mini';
import { type Hold, holdIdsEnd, holdIdsFrom } from '../domain/account/hold.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { storedHold, toHold, toStoredHold } from './hold-text.ts';
import { parse } from './parse.ts';
import { storedDimensions } from './stored-parts.ts';
import { ItemCorrupt, type Table } from './table.ts';
import type { Item } from './table-keys.ts';
import { accountPk, holdKey } from './table-keys.ts';

const storedItem = z.object({
  version: z.int(),
  hold: z.string(),
  dimensions: z.exactOptional(storedDimensions),
});

/** `version` is the entry's number: a hold is stored only over an older one. */
export function encodeHold(accountId: string, hold: Hold, version: number): Item & { readonly version: number } {
  return {
    ...holdKey(accountId, hold.holdId),
    version,
    hold: JSON.stringify(toStoredHold(hold)),
    ...present({ dimensions: hold.dimensions }),
  };
}

export function decodeHold(item: Item): Hold {
  return decodeFiledHold(item).hold;
}

/** A hold with the number of the entry that left it so. */
export interface FiledHold {
  readonly hold: Hold;
  readonly seq: number;
}

export function decodeFiledHold(item: Item): FiledHold {
  const { version, hold, dimensions } = parse(storedItem, item, 'a hold');
  return { hold: toHold(parse(storedHold, hold, 'a hold'), dimensions), seq: version };
}

/** A hold's item as it was read; without the hold where it can't be. */
export interface HoldItem {
  readonly holdId: string;
  readonly filed?: FiledHold;
  readonly fault?: string;
}

/** Items of one query. */
const pageSize = 400;

/** The items of all holds that expire at an instant or after, settled ones among them, soonest first. */
export async function* filedHolds(table: Table, accountId: string, fromMs: number): AsyncGenerator<HoldItem> {
  const to = holdKey(accountId, holdIdsEnd).sk;
  let from = holdKey(accountId, fromMs > 0 ? holdIdsFrom(fromMs) : '').sk;
  for (;;) {
    const items = await table.query({ pk: accountPk(accountId), from, to, order: 'ascending', limit: pageSize });
    for (const item of items) yield holdItem(item);
    const last = items.at(-1);
    if (items.length < pageSize || last === undefined) return;
    from = `${last.sk}!`;
  }
}

function holdItem(item: Item): HoldItem {
  const holdId = item.sk.slice(holdKey('', '').sk.length);
  try {
    return { holdId, filed: decodeFiledHold(item) };
  } catch (cause) {
    if (!(cause instanceof ItemCorrupt)) throw cause;
    return { holdId, fault: cause.message };
  }
}

/** The holds that some entries touched, each as the newest left it, with that entry's number. */
export function holdsIn(entries: readonly Entry[]): ReadonlyMap<string, FiledHold> {
  const holds = new Map<string, FiledHold>();
  for (const { hold, seq } of entries) if (hold !== undefined) holds.set(hold.holdId, { hold, seq });
  return holds;
}
