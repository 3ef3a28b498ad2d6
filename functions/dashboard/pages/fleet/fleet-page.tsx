import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import { type ReactNode, useEffect } from 'react';
import { secondMs } from '../../../../shared/domain/time.ts';
import { PageHeading } from '../../parts/page-heading.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { rememberNames } from '../../reading/account-names.ts';
import type { Fleet } from '../../reading/shapes.ts';
import { pauseInUse } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { changeQuery, useLocation } from '../../routing/location.ts';
import { FleetControls } from './fleet-controls.tsx';
import { FleetTable } from './fleet-table.tsx';
import { fleetViewOf } from './fleet-view.ts';

const everyMs = pauseInUse(5 * secondMs, 40 * secondMs);

/** All accounts, those that need somebody first. Search, order and page are in the address. */
export function FleetPage(): ReactNode {
  const { query } = useLocation();
  const view = fleetViewOf(query);
  const read = useRead({
    key: `fleet ${JSON.stringify(view)}`,
    read: (client) => client.readFleet({ query: view }),
    everyMs,
  });
  const accounts = read.value?.accounts;
  useEffect(() => rememberNames(accounts ?? []), [accounts]);
  const next = read.isOfBefore ? undefined : read.value?.nextCursor;
  return (
    <div className="stack">
      <PageHeading title="Accounts" />
      <ReadNotice of={read} what="the list of accounts" />
      <FleetControls view={view} />
      <FleetTable
        accounts={accounts ?? []}
        isLoading={read.value === undefined && read.failure === undefined}
        isSearch={view.search !== undefined}
        header={
          <Header
            variant="h2"
            description={view.search === undefined ? roughPlaces : foundText(read.value)}
            actions={
              <div className="page-heading-end">
                <Button disabled={view.cursor === undefined} onClick={() => changeQuery({ cursor: undefined })}>
                  First page
                </Button>
                <Button
                  disabled={next === undefined}
                  iconName="angle-right"
                  iconAlign="right"
                  onClick={() => changeQuery({ cursor: next })}
                >
                  Next page
                </Button>
              </div>
            }
          >
            {view.search === undefined ? 'All accounts' : 'Found'}
          </Header>
        }
      />
    </div>
  );
}

const roughPlaces =
  'Figures are as of now. Places are rough: accounts that are close may come on either side of a page’s end.';

function foundText(fleet: Fleet | undefined): string {
  if (fleet?.more !== undefined) return 'There are more. Type more of what you look for.';
  return 'By name, external id, how the id begins, or a payment. An account opened moments ago may be missing by its id.';
}
