import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useNarrow } from '../../look/use-narrow.ts';
import type { FleetLine } from '../../reading/shapes.ts';
import { fillPath } from '../../routing/route-pattern.ts';
import { creditsText, roundedText } from '../../writing/credits.ts';
import { fromNowText, instantText, viewerZone } from '../../writing/instants.ts';

interface FleetTableProps {
  readonly accounts: readonly FleetLine[];
  readonly isLoading: boolean;
  readonly isSearch: boolean;
  readonly nowMs: number;
  readonly header: ReactNode;
}

export function FleetTable({ accounts, isLoading, isSearch, nowMs, header }: FleetTableProps): ReactNode {
  return (
    <div data-testid="fleet">
      <Table
        header={header}
        items={accounts}
        loading={isLoading}
        loadingText="Loading accounts"
        columnDefinitions={columnsAt(nowMs)}
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

const narrowColumns = ['account', 'level', 'available'];
const figures = { textAlign: 'end' as const };

function columnsAt(nowMs: number): readonly TableProps.ColumnDefinition<FleetLine>[] {
  return [
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
    { id: 'level', header: 'State', cell: (line) => <State line={line} nowMs={nowMs} /> },
    { id: 'available', header: 'Available', ...figures, cell: ({ available }) => amount(available) },
    { id: 'left', header: 'Of the cycle’s peak', ...figures, cell: leftText },
    {
      id: 'burn',
      header: 'Burn a day',
      ...figures,
      cell: ({ burn }) => (burn === undefined ? '–' : roundedText(burn)),
    },
    { id: 'held', header: 'Set aside', ...figures, cell: ({ held }) => amount(held) },
    { id: 'overrun', header: 'Overrun', ...figures, cell: ({ overrun }) => amount(overrun) },
    { id: 'plan', header: 'Plan', cell: ({ planId }) => planId ?? '–' },
    {
      id: 'renews',
      header: 'Renews',
      cell: ({ renewsAt, state }) => (renewsAt === undefined || state === 'closed' ? '–' : <Renewal at={renewsAt} />),
    },
  ];
}

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

function State({ line, nowMs }: { readonly line: FleetLine; readonly nowMs: number }): ReactNode {
  const { fault, level, exhaustedSince } = line;
  if (fault === 'unreadable') return <StatusIndicator type="error">Can’t be read</StatusIndicator>;
  const [type, name] = levels[level ?? 'fine'];
  const since = exhaustedSince === undefined ? '' : `, ${fromNowText(Date.parse(exhaustedSince), nowMs)}`;
  return (
    <>
      <StatusIndicator type={type}>
        {name}
        {since}
      </StatusIndicator>
      {fault === 'quarantined' && (
        <div>
          <StatusIndicator type="error">Quarantined</StatusIndicator>
        </div>
      )}
    </>
  );
}

function leftText({ available, peak }: FleetLine): string {
  if (available === undefined || peak === undefined || peak === 0) return '–';
  return `${roundedText((available / peak) * 100)} %`;
}

function amount(credits: number | undefined): string {
  return credits === undefined ? '–' : creditsText(credits);
}
