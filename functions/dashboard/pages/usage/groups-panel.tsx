import { type ReactNode, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { retypeQuery } from '../../routing/location.ts';
import { aspectText } from '../../writing/words.ts';
import { GroupsTable, groupsSheet, type Totals } from './groups-table.tsx';
import type { ShownGroup } from './shown-groups.ts';
import type { GroupTotal } from './usage-groups.ts';
import type { UsageView } from './usage-view.ts';

interface GroupsPanelProps {
  /** Those that the search lets through. */
  readonly groups: readonly ShownGroup[];
  /** All of them. */
  readonly count: number;
  readonly view: UsageView;
  readonly totals: Totals | undefined;
  /** The time that they are held against, in words. */
  readonly before: string | undefined;
  readonly fileName: string;
  readonly linkOf: (group: GroupTotal) => string | undefined;
  readonly entriesOf: (group: GroupTotal) => string | undefined;
}

/** As many as are drawn at once. */
const stepOfRows = 50;
/** Fewer are found by looking. */
const searchedFrom = 10;

/** The groups, largest first, so many at a time; the file has all that the search lets through. */
export function GroupsPanel(props: GroupsPanelProps): ReactNode {
  const { groups, count, view, totals, before, fileName, linkOf, entriesOf } = props;
  const [rows, setRows] = useState(stepOfRows);
  const left = groups.length - rows;
  return (
    <Panel
      title="By group"
      description={before}
      actions={
        <DownloadButton name={fileName} pages={() => [groupsSheet(groups, view)]} isDisabled={groups.length === 0}>
          Download table
        </DownloadButton>
      }
    >
      {count >= searchedFrom && (
        <div className="control-wide">
          <SearchInput
            label={`Find a ${aspectText(view.groupBy)}`}
            value={view.find}
            onChange={(find) => retypeQuery({ find })}
          />
        </div>
      )}
      {groups.length === 0 ? (
        <p className="quiet">{count === 0 ? 'Nothing was used in this time.' : 'No name has that in it.'}</p>
      ) : (
        <GroupsTable
          groups={groups.slice(0, rows)}
          view={view}
          totals={totals}
          hasPrevious={before !== undefined}
          linkOf={linkOf}
          entriesOf={entriesOf}
        />
      )}
      {left > 0 && (
        <p>
          <Button onClick={() => setRows(rows + stepOfRows)}>
            Show {Math.min(left, stepOfRows)} more of {groups.length.toLocaleString('en')}
          </Button>
        </p>
      )}
    </Panel>
  );
}
