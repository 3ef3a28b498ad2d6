import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import type { FleetLine } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { fillPath } from '../../routing/route-pattern.ts';
import { creditsText, roundedText } from '../../writing/credits.ts';
import { fromNowText, instantText, viewerZone } from '../../writing/instants.ts';

interface FleetTableProps {
  readonly accounts: readonly FleetLine[];
  readonly isLoading: boolean;
  readonly isSearch: boolean;
  readonly header: ReactNode;
}

export function FleetTable({ accounts, isLoading, isSearch, header }: FleetTableProps): ReactNode {
  return (
    <div data-testid="fleet">
      <Table
        header={header}
        items={accounts}
        loading={isLoading}
        loadingText="Loading accounts"
        columnDefinitions={columns}
        trackBy="accountId"
        {...(useNarrow() ? { visibleColumns: narrowColumns } : {})}
        contentDensity="compact"
        wrapLines
        ariaLabels={{ tableLabel: 'Accounts' }}
        empty={isSearch ? 'No account’s id begins so.' : 'There is no account yet.'}
      />
    </div>
  );
}

const minuteMs = 60_000;
const narrowColumns = ['account', 'level', 'available'];

const columns: readonly TableProps.ColumnDefinition<FleetLine>[] = [
  {
    id: 'account',
    header: 'Account',
    isRowHeader: true,
    cell: ({ accountId }) => (
      <a className="breakable" href={`#${fillPath('/accounts/{accountId}', { accountId })}`}>
        {accountId}
      </a>
    ),
  },
  { id: 'level', header: 'State', minWidth: 140, cell: (line) => <State line={line} /> },
  { id: 'available', header: <Figure text="Available" />, cell: ({ available }) => amount(available) },
  { id: 'left', header: <Figure text="Of the peak" />, cell: leftText },
  {
    id: 'burn',
    header: <Figure text="Burn a day" />,
    cell: ({ burn }) => <Figure text={burn === undefined ? '–' : roundedText(burn)} />,
  },
  { id: 'held', header: <Figure text="Set aside" />, cell: ({ held }) => amount(held) },
  { id: 'overrun', header: <Figure text="Overrun" />, cell: ({ overrun }) => amount(overrun) },
  { id: 'plan', header: 'Plan', cell: ({ planId }) => planId ?? '–' },
  {
    id: 'renews',
    header: 'Renews',
    cell: ({ renewsAt, state }) => (renewsAt === undefined || state === 'closed' ? '–' : <Renewal at={renewsAt} />),
  },
];

function Renewal({ at }: { readonly at: string }): ReactNode {
  return (
    <time dateTime={at} title={at}>
      {instantText(at, viewerZone)}
    </time>
  );
}

const levels = {
  exhausted: ['error', 'Exhausted'],
  low: ['warning', 'Low'],
  fine: ['success', 'Fine'],
  closed: ['stopped', 'Closed'],
} as const satisfies Record<NonNullable<FleetLine['level']>, readonly [StatusIndicatorProps.Type, string]>;

/** Reads the clock itself: a line is there once an answer has told the service's time. */
function State({ line }: { readonly line: FleetLine }): ReactNode {
  const nowMs = useNow(minuteMs);
  const { fault, level, exhaustedSince } = line;
  if (fault === 'unreadable') return <StatusIndicator type="error">Can’t be read</StatusIndicator>;
  const [type, name] = levels[level ?? 'fine'];
  return (
    <>
      <StatusIndicator type={type}>{name}</StatusIndicator>
      {exhaustedSince !== undefined && <div className="quiet">{fromNowText(Date.parse(exhaustedSince), nowMs)}</div>}
      {fault === 'quarantined' && (
        <div>
          <StatusIndicator type="error">Quarantined</StatusIndicator>
        </div>
      )}
    </>
  );
}

/** Of the most that was available in this cycle. */
function leftText({ available, peak }: FleetLine): ReactNode {
  const isKnown = available !== undefined && peak !== undefined && peak > 0;
  return <Figure text={isKnown ? `${roundedText((available / peak) * 100)} %` : '–'} />;
}

function amount(credits: number | undefined): ReactNode {
  return <Figure text={credits === undefined ? '–' : creditsText(credits)} />;
}

function Figure({ text }: { readonly text: string }): ReactNode {
  return <div className="number">{text}</div>;
}
