import { type ReactNode, useEffect } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Button } from '../../parts/button.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { rememberNames } from '../../reading/account-names.ts';
import type { Fleet } from '../../reading/shapes.ts';
import { listPause } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { changeQuery, useLocation } from '../../routing/location.ts';
import { FleetControls } from './fleet-controls.tsx';
import { FleetFacets, facetTexts } from './fleet-facets.tsx';
import { FleetTable } from './fleet-table.tsx';
import { type FleetView, fleetViewOf } from './fleet-view.ts';

const everyMs = listPause(minuteMs);

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
      <FleetFacets chosen={view.facet} />
      <FleetControls view={view} />
      <FleetTable
        accounts={accounts ?? []}
        isLoading={read.value === undefined && read.failure === undefined}
        empty={emptyText(view)}
        heading={{
          title: headingOf(view),
          description: descriptionOf(view, read.value),
          actions: (
            <div className="page-heading-end">
              <Button isDisabled={view.cursor === undefined} onClick={() => changeQuery({ cursor: undefined })}>
                First page
              </Button>
              <Button
                isDisabled={next === undefined}
                icon="after"
                iconAt="end"
                onClick={() => changeQuery({ cursor: next })}
              >
                Next page
              </Button>
            </div>
          ),
        }}
      />
    </div>
  );
}

const roughPlaces =
  'Figures are as of now. Places are rough: accounts that are close may come on either side of a page’s end.';

function headingOf({ search, facet }: FleetView): string {
  if (search !== undefined) return 'Found';
  return facet === undefined ? 'All accounts' : facetTexts[facet][0];
}

function emptyText({ search, facet }: FleetView): string {
  if (search !== undefined) return 'No account is found by that.';
  return facet === undefined ? 'There is no account yet.' : 'No account is so.';
}

function descriptionOf({ search, facet }: FleetView, fleet: Fleet | undefined): string {
  if (facet !== undefined) return `${facetTexts[facet][1]} Figures are as of now, who is listed follows by moments.`;
  if (search === undefined) return roughPlaces;
  if (fleet?.more !== undefined) return 'There are more. Type more of what you look for.';
  return 'By name, external id, how the id begins, or a payment. An account opened moments ago may be missing by its id.';
}
