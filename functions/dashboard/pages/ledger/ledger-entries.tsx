import type { ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';
import { PageSteps } from '../../parts/page-steps.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { useClient } from '../../reading/client-context.ts';
import { reportPause } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { useZone } from '../../reading/use-zone.ts';
import { changeQuery } from '../../routing/location.ts';
import { EntriesTable } from './entries-table.tsx';
import { entryPages } from './entry-pages.ts';
import { useLedgerPage } from './ledger-page-number.ts';
import { isFiltered, type LedgerFilters } from './ledger-view.ts';
import { readEntries } from './read-entries.ts';

const pageSize = 50;

interface LedgerEntriesProps {
  readonly filters: LedgerFilters;
  /** The controls that they are chosen by. */
  readonly filter: ReactNode;
}

/** The entries that fit the filters, newest first, page by page. */
export function LedgerEntries({ filters, filter }: LedgerEntriesProps): ReactNode {
  const client = useClient();
  const { accountId, seq } = useAccount();
  const { timeZone } = useZone();
  const { page, cursor, goTo } = useLedgerPage();
  const read = useRead({
    key: `entries ${accountId} ${JSON.stringify(filters)} ${cursor}`,
    read: (asked) => readEntries(asked, { accountId, filters, cursor, countMax: pageSize }),
    everyMs: reportPause,
    since: cursor === undefined ? seq : undefined,
  });
  const next = read.isOfBefore ? undefined : read.value?.nextCursor;
  return (
    <>
      <ReadNotice of={read} what="the ledger" />
      <div className={read.isOfBefore ? 'is-old' : undefined} aria-busy={read.isOfBefore}>
        <EntriesTable
          entries={read.value?.entries ?? []}
          isLoading={read.value === undefined && read.failure === undefined}
          isFiltered={isFiltered(filters)}
          hasMore={next !== undefined}
          onOpen={(entry) => changeQuery({ entry: String(entry.seq) })}
          heading={{
            title: 'Entries',
            description: `Newest first. Times are of ${timeZone}. An entry is never changed: each holds the hash of the one before it.`,
            actions: (
              <DownloadButton name={`${accountId}-ledger`} pages={() => entryPages(client, { accountId, filters })}>
                Download CSV
              </DownloadButton>
            ),
          }}
          filter={filter}
          pages={
            <PageSteps
              page={page}
              hasNext={next !== undefined}
              names={{ before: 'Newer entries', after: 'Older entries' }}
              onChoose={(to) => goTo(to, next)}
            />
          }
        />
        {next !== undefined && read.value !== undefined && read.value.entries.length < pageSize && (
          <p className="quiet">
            More may fit further back.{' '}
            <Button kind="text" onClick={() => goTo(page + 1, next)}>
              Look further back
            </Button>
          </p>
        )}
      </div>
    </>
  );
}
