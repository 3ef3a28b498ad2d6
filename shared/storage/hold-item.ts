/** A hold beside its account: as the newest filed entry that touched it left it. */

import * as z from 'zod/mini';
import type { Hold } from '../domain/account/hold.ts';
import type { Entry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { storedHold, toHold, toStoredHold } from './hold-text.ts';
import { parse } from './parse.ts';
import type { Item } from './table-keys.ts';
import { holdKey } from './table-keys.ts';

const storedItem = z.object({
  version: z.int(),
  hold: z.string(),
  dimensions: z.exactOptional(z.record(z.string(), z.string())),
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

/** The holds that some entries touched, each as the newest left it, with that entry's number. */
export function holdsIn(entries: readonly Entry[]): ReadonlyMap<string, FiledHold> {
  const holds = new Map<string, FiledHold>();
  for (const { hold, seq } of entries) if (hold !== undefined) holds.set(hold.holdId, { hold, seq });
  return holds;
}
