/** Puts plans and rate cards that a table lost back from the second copy. What is there already is left as it is. */
import { gunzipSync } from 'node:zlib';
import { copiedCatalogue } from '../../shared/domain/ledger/copied-part.ts';
import { StoreUnavailable, type Table } from '../../shared/storage/table.ts';
import { cataloguePk, type Item } from '../../shared/storage/table-keys.ts';
import type { CopiedObjects } from './copied-objects.ts';

/** Resolves with how many items were put back. */
export async function rebuildCatalogue(objects: CopiedObjects, table: Table): Promise<number> {
  const heads: Item[] = [];
  let put = 0;
  for await (const name of objects.list(copiedCatalogue)) {
    const item = itemIn(gunzipSync(await objects.get(name)).toString(), name);
    // Once all parts are there: a card that lacks one charges nobody.
    if (item.pk === cataloguePk) heads.push(item);
    else put += await putBack(table, item);
  }
  for (const item of heads) put += await putBack(table, item);
  return put;
}

async function putBack(table: Table, item: Item): Promise<number> {
  const outcome = await table.put(item, { kind: 'absent' });
  if (outcome.kind === 'in-doubt') throw new StoreUnavailable('the catalogue did not answer', { cause: outcome.cause });
  return outcome.kind === 'stored' ? 1 : 0;
}

function itemIn(text: string, name: string): Item {
  const item: unknown = JSON.parse(text);
  if (typeof item !== 'object' || item === null || !('pk' in item) || !('sk' in item))
    throw new TypeError(`${name} is no item of a catalogue`);
  return { ...item, pk: String(item.pk), sk: String(item.sk) };
}
