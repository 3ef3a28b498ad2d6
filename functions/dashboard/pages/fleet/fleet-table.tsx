import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import type { HeadingProps } from '../../parts/heading.tsx';
import { RowsTable } from '../../parts/rows-table.tsx';
import { type StateKind, StateMark } from '../../parts/state-mark.tsx';
import type { TableColumn } from '../../parts/table-column.tsx';
import type { FleetLine } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { fillPath } from '../../routing/route-pattern.ts';
import { creditsText, roundedText } from '../../writing/credits.ts';
import { fromNowText, instantText, viewerZone } from '../../writing/instants.ts';

interface FleetTableProps {
  readonly accounts: readonly FleetLine[];
  readonly isLoading: boolean;
  /** Said where there are none. */
  readonly empty: string;
  readonly heading: HeadingProps;
}

export function FleetTable({ accounts, ...parts }: FleetTableProps): ReactNode {
  return (
    <RowsTable
      {...parts}
      label="Accounts"
      testId="fleet"
      rows={accounts}
      keyOf={({ accountId }) => accountId}
      columns={columns}
    />
  );
}

const columns: readonly TableColumn<FleetLine>[] = [
  {
    header: 'Account',
    cell: ({ accountId, name, externalId }) => (
      <div className="account-cell">
        <a className="breakable" href={`#${fillPath('/accounts/{accountId}', { accountId })}`}>
          {name ?? accountId}
        </a>
        {(name !== undefined || externalId !== undefined) && (
          <div className="quiet account-ids">
            {[name && accountId, externalId].filter((each) => each !== undefined).join(' · ')}
          </div>
        )}
      </div>
    ),
  },
  { header: 'State', minWidth: 132, cell: (line) => <State line={line} /> },
  { header: 'Available', isNumber: true, cell: ({ available }) => amountText(available) },
  { header: 'Of the peak', isNumber: true, isWideOnly: true, cell: leftText },
  {
    header: 'Recent pace a day',
    isNumber: true,
    isWideOnly: true,
    cell: ({ burn }) => (burn === undefined ? '–' : roundedText(burn)),
  },
  { header: 'Set aside', isNumber: true, isWideOnly: true, cell: ({ held }) => amountText(held) },
  { header: 'Overrun', isNumber: true, isWideOnly: true, cell: ({ overrun }) => amountText(overrun) },
  { header: 'Plan', isWideOnly: true, cell: ({ planId }) => planId ?? '–' },
  {
    header: 'Renews',
    isWideOnly: true,
    minWidth: 110,
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
} as const satisfies Record<NonNullable<FleetLine['level']>, readonly [StateKind, string]>;

/** Reads the clock itself: a line is there once an answer has told the service's time. */
function State({ line }: { readonly line: FleetLine }): ReactNode {
  const nowMs = useNow(minuteMs);
  const { fault, level, state, exhaustedSince } = line;
  if (fault === 'unreadable') return <StateMark kind="error">Can’t be read</StateMark>;
  const [type, name] = levels[level ?? 'fine'];
  return (
    <>
      <StateMark kind={type}>{name}</StateMark>
      {exhaustedSince !== undefined && <div className="quiet">{fromNowText(Date.parse(exhaustedSince), nowMs)}</div>}
      {state === 'suspended' && (
        <div>
          <StateMark kind="warning">Suspended</StateMark>
        </div>
      )}
      {fault === 'quarantined' && (
        <div>
          <StateMark kind="error">Quarantined</StateMark>
        </div>
      )}
    </>
  );
}

/** The share that is left of the most that was available in this cycle. */
function leftText({ available, peak }: FleetLine): string {
  const isKnown = available !== undefined && peak !== undefined && peak > 0;
  return isKnown ? `${roundedText((available / peak) * 100)} %` : '–';
}

function amountText(credits: number | undefined): string {
  return credits === undefined ? '–' : creditsText(credits);
}
