/**
 * Writes the catalogue to the second copy: what entries don't say of plans is asked of it where an account is made of its entries
 * again. Versions are immutable, so each is there already or is written once.
 */
import { gzipSync } from 'node:zlib';
import { copiedCatalogue } from '../../domain/ledger/copied-part.ts';
import { catalogueItems } from '../../storage/catalogue-items.ts';
import type { Copying } from '../copy-commits.ts';

/** Resolves with how many items the catalogue has. */
export async function copyCatalogue({ store, copy }: Copying): Promise<number> {
  let items = 0;
  for await (const item of catalogueItems(store.table)) {
    const name = `${copiedCatalogue}${encodeURIComponent(item.pk)}/${encodeURIComponent(item.sk)}.json.gz`;
    await copy.keep(name, gzipSync(JSON.stringify(item)));
    items += 1;
  }
  return items;
}
