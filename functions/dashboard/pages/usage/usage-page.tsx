import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { AddingUp } from '../../parts/adding-up.tsx';
import { Button } from '../../parts/button.tsx';
import { CopyLink } from '../../parts/copy-link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeading } from '../../parts/page-heading.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { FilterBar } from '../../parts/usage-filters/filter-bar.tsx';
import { useAccount } from '../../reading/account-context.ts';
import { type ExploredQuery, entriesMax } from '../../reading/read-explored.ts';
import type { UsageReport } from '../../reading/shapes.ts';
import { reportPause } from '../../reading/touches.ts';
import { useDimensionNames } from '../../reading/use-dimension-names.ts';
import { useExplored } from '../../reading/use-explored.ts';
import { useNow } from '../../reading/use-now.ts';
import type { Read } from '../../reading/use-read.ts';
import { useZone } from '../../reading/use-zone.ts';
import { here, useLocation } from '../../routing/location.ts';
import { UsageControls } from './usage-controls.tsx';
import { UsageReportView } from './usage-report-view.tsx';
import {
  exploredQueryOf,
  isOfEntries,
  readUsageView,
  type UsageQuery,
  type UsageView,
  usageQueryOf,
} from './usage-view.ts';
import { useRolledUsage } from './use-rolled-usage.ts';

/** The page of usage: how much, when, and for what. */
export function UsagePage(): ReactNode {
  const account = useAccount();
  const view = readUsageView(useLocation().query);
  const dimensions = useDimensionNames(account);
  const query = usageQueryOf(view, account, { nowMs: useNow(minuteMs), timeZone: useZone().timeZone });
  return (
    <>
      <PageHeading title="Usage">
        <UsageControls view={view} dimensions={dimensions} />
      </PageHeading>
      <div className="filters-line">
        <FilterBar filters={view.filters} dimensions={dimensions} />
        <CopyLink />
      </div>
      {!isUsable(view) && <OneSkuWanted />}
      {isUsable(view) && !isOfEntries(view) && <RolledUsage view={view} query={query} />}
      {isUsable(view) && isOfEntries(view) && <ExploredUsage view={view} query={exploredQueryOf(view, query)} />}
    </>
  );
}

function RolledUsage({ view, query }: { readonly view: UsageView; readonly query: UsageQuery }): ReactNode {
  const read = useRolledUsage(query);
  return (
    <>
      <ReadNotice of={read} what="usage" />
      {read.value === undefined && read.failure === undefined && <Loading what="usage" />}
      <Report read={read} view={view} />
    </>
  );
}

function ExploredUsage({ view, query }: { readonly view: UsageView; readonly query: ExploredQuery }): ReactNode {
  const { read, progress, entriesSince } = useExplored(query, { everyMs: reportPause });
  const isTooMuch = read.value?.nextCursor !== undefined;
  return (
    <>
      <ReadNotice of={read} what="usage" />
      {progress !== undefined && <AddingUp {...progress} />}
      {progress === undefined && read.value === undefined && read.failure === undefined && <Loading what="usage" />}
      {entriesSince > 0 && (
        <p className="quiet">
          {entriesSince.toLocaleString('en')} {entriesSince === 1 ? 'entry has' : 'entries have'} come since.{' '}
          <Button kind="text" onClick={read.refresh}>
            Add up again
          </Button>
        </p>
      )}
      {isTooMuch && <TooMuch inAll={read.value?.explored?.entries.inAll ?? 0} />}
      {!isTooMuch && <Report read={read} view={view} />}
    </>
  );
}

function Report({ read, view }: { readonly read: Read<UsageReport>; readonly view: UsageView }): ReactNode {
  const account = useAccount();
  if (read.value === undefined) return undefined;
  return (
    <div className={read.isOfBefore ? 'stack is-old' : 'stack'} aria-busy={read.isOfBefore}>
      <UsageReportView account={account} report={read.value} view={view} />
    </div>
  );
}

/** Quantities of different things don't add up. */
function isUsable({ measure, groupBy, filters }: UsageView): boolean {
  return measure !== 'quantity' || groupBy === 'sku' || filters.sku !== undefined;
}

function TooMuch({ inAll }: { readonly inAll: number }): ReactNode {
  return (
    <Notice kind="warning" title="There is too much to add up at once">
      This view needs {inAll.toLocaleString('en')} entries, those that it is compared with included, and{' '}
      {entriesMax.toLocaleString('en')} are added up at most. Choose a shorter time, or{' '}
      <a href={here({ splitBy: undefined, measure: undefined, top: undefined })}>
        look at the credits of the largest groups
      </a>{' '}
      without a filter.
    </Notice>
  );
}

function OneSkuWanted(): ReactNode {
  return (
    <Notice kind="info" title="Quantities are told for each SKU">
      Tokens and gigabytes don’t add up. <a href={here({ groupBy: 'sku', splitBy: undefined })}>Group by SKU</a>, or
      filter by one.
    </Notice>
  );
}
