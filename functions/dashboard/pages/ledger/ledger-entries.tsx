import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import { type ReactNode, useState } from 'react';
import { DownloadButton, type Sheet } from '../../parts/download-button.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { useClient } from '../../reading/client-context.ts';
import { useRead } from '../../reading/use-read.ts';
import { changeQuery } from '../../routing/location.ts';
import { EntriesTable } from './entries-table.tsx';
import { EntryFilters } from './entry-filters.tsx';
import { entriesSheet } from './entry-lines.ts';
import type { LedgerFilters } from './ledger-view.ts';
import { readEntries } from './read-entries.ts';

const pageSize = 50;
const everyMs = 30_000;
/** Lines of a file. */
const sheetMax = 10_000;

/** The entries that fit the filters, newest first, page by page. */
export function LedgerEntries({ filters }: { readonly filters: LedgerFilters }): ReactNode {
  const client = useClient();
  const { accountId, seq, timeZone } = useAccount();
  // The cursors that led here, so that one can go back. Pages stay the same while writes go on; the first has what is new.
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const read = useRead({
    key: `entries ${accountId} ${JSON.stringify(filters)} ${cursor}`,
    read: (asked) => readEntries(asked, { accountId, filters, cursor, countMax: pageSize }),
    everyMs,
    since: cursor === undefined ? seq : undefined,
  });
  const next = read.isOfBefore ? undefined : read.value?.nextCursor;
  const sheet = async (): Promise<Sheet | undefined> => {
    const all = await readEntries(client, { accountId, filters, countMax: sheetMax });
    return all.kind === 'done' ? entriesSheet(all.value.entries) : undefined;
  };
  return (
    <>
      <ReadNotice of={read} what="the ledger" />
      <div className={read.isOfBefore ? 'is-old' : undefined} aria-busy={read.isOfBefore}>
        <EntriesTable
          entries={read.value?.entries ?? []}
          isLoading={read.value === undefined && read.failure === undefined}
          isFiltered={Object.keys(filters).length > 0}
          onOpen={(entry) => changeQuery({ entry: String(entry.seq), at: entry.at })}
          header={
            <Header
              variant="h2"
              description={`Newest first. Times are of ${timeZone}. An entry is never changed: each holds the hash of the one before it.`}
              actions={
                <DownloadButton name={`${accountId}-ledger`} sheet={sheet}>
                  Download CSV
                </DownloadButton>
              }
            >
              Entries
            </Header>
          }
          filter={<EntryFilters filters={filters} />}
          pagination={
            <Pagination
              currentPageIndex={cursors.length + 1}
              pagesCount={cursors.length + (next === undefined ? 1 : 2)}
              openEnd={next !== undefined}
              ariaLabels={{
                nextPageLabel: 'Older entries',
                previousPageLabel: 'Newer entries',
                paginationLabel: 'Pages',
              }}
              onChange={({ detail }) => setCursors(cursorsAt(cursors, next, detail.currentPageIndex))}
            />
          }
        />
      </div>
    </>
  );
}

/** Pages are known as far as they were gone to, and one beyond. */
function cursorsAt(cursors: readonly string[], next: string | undefined, page: number): readonly string[] {
  return (next === undefined ? cursors : [...cursors, next]).slice(0, page - 1);
}
