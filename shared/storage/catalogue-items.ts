/** The items of the catalogue as they stand in the table: versions of plans, and of rate cards with their parts. None is ever changed. */
import { decodeHead } from './catalogue-versions.ts';
import type { Table } from './table.ts';
import { cardPartsPk, cataloguePk, type Item, isCardKey } from './table-keys.ts';

const pageSize = 200;
/** Before any sort key, and after. */
const [firstSk, lastSk] = ['!', '~'];

/** All of them, a card's parts before the card that names them: whoever puts them back in this order shows no card that lacks one. */
export async function* catalogueItems(table: Table): AsyncGenerator<Item> {
  for await (const item of itemsIn(table, cataloguePk)) {
    if (isCardKey(item)) yield* itemsIn(table, cardPartsPk(decodeHead(item)));
    yield item;
  }
}

async function* itemsIn(table: Table, pk: string): AsyncGenerator<Item> {
  for (let from: string = firstSk; ; ) {
    const items = await table.query({ pk, from, to: lastSk, order: 'ascending', limit: pageSize });
    yield* items;
    const last = items.at(-1);
    if (last === undefined || items.length < pageSize) return;
    from = `${last.sk} `;
  }
}
