import type { CreditsClient } from '../../../../shared/client/credits-client.ts';
import type { Sheet } from '../../parts/download-button.tsx';
import { entriesSheet } from './entry-lines.ts';
import type { LedgerFilters } from './ledger-view.ts';
import { readEntries } from './read-entries.ts';

/** As many as one request of the service answers. */
const pageMax = 100;

interface Asked {
  readonly accountId: string;
  readonly filters: LedgerFilters;
}

/** All entries that fit the filters, newest first, page by page, however many there are. */
export async function* entryPages(client: CreditsClient, { accountId, filters }: Asked): AsyncGenerator<Sheet> {
  let cursor: string | undefined;
  do {
    const page = await readEntries(client, { accountId, filters, cursor, countMax: pageMax });
    if (page.kind === 'refused') throw new Error(page.problem.detail);
    yield entriesSheet(page.value.entries);
    cursor = page.value.nextCursor;
  } while (cursor !== undefined);
}
