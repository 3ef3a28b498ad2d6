import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Breakable } from '../../parts/breakable.tsx';
import { Panel } from '../../parts/panel.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import type { Account } from '../../reading/shapes.ts';
import { pauseInUse } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { linkTo } from '../../routing/location.ts';
import { filterMember } from '../../routing/usage-filters.ts';
import { creditsText } from '../../writing/credits.ts';
import { type GroupTotal, groupTotals } from '../usage/usage-groups.ts';

const dimensions = [
  ['user', 'Users'],
  ['model', 'Models'],
  ['workflow', 'Workflows'],
] as const;
type Dimension = (typeof dimensions)[number][0];

/** Three reads: an idle tab asks for them seldom. */
const everyMs = pauseInUse(minuteMs, 30 * minuteMs);
/** As many of each as are seen at a glance; the rest is one row. */
const named = 5;

/** Who and what used the most of this cycle: each list adds up to all of it. */
export function TopPanel({ account }: { readonly account: Account }): ReactNode {
  return (
    <Panel title="What used the most" description="In this cycle. Each list adds up to all that was used.">
      <div className="columns-three">
        {dimensions.map(([dimension, title]) => (
          <TopOf key={dimension} accountId={account.accountId} dimension={dimension} title={title} />
        ))}
      </div>
    </Panel>
  );
}

interface TopOfProps {
  readonly accountId: string;
  readonly dimension: Dimension;
  readonly title: string;
}

function TopOf({ accountId, dimension, title }: TopOfProps): ReactNode {
  const groupBy = `dimension:${dimension}`;
  const read = useRead({
    key: `top ${dimension} ${accountId}`,
    read: (client) => client.readUsage({ accountId, query: { groupBy, interval: 'cycle', top: String(named) } }),
    everyMs,
  });
  const groups = read.value === undefined ? undefined : usedGroups(groupTotals(read.value, groupBy));
  const page = `/accounts/${encodeURIComponent(accountId)}/usage`;
  return (
    <div>
      <ReadNotice of={read} what={`the ${title.toLowerCase()}`} />
      {groups === undefined && read.failure === undefined && <p className="quiet">Adding up…</p>}
      {groups?.every(({ rest }) => rest === 'none') === true && (
        <>
          <h3>{title}</h3>
          <p className="quiet">No use says which {dimension} it was for.</p>
        </>
      )}
      {groups?.some(({ rest }) => rest !== 'none') === true && (
        <PlainTable
          label={title}
          testId={`top-${dimension}`}
          rows={groups}
          keyOf={({ id }) => id}
          columns={[
            { header: title, cell: (group) => <GroupName group={group} accountId={accountId} dimension={dimension} /> },
            { header: 'Credits', isNumber: true, cell: ({ credits }) => creditsText(credits) },
          ]}
        />
      )}
      {groups?.some(({ rest }) => rest !== 'none') === true && (
        <a href={linkTo(page, { groupBy, top: 'all' })}>All {title.toLowerCase()}</a>
      )}
    </div>
  );
}

/** Without those that used something in the cycle before alone; what has no name of its own comes last. */
function usedGroups(groups: readonly GroupTotal[]): readonly GroupTotal[] {
  const used = groups.filter(({ credits }) => credits !== 0);
  return used.toSorted((a, b) => Number(a.rest !== undefined) - Number(b.rest !== undefined));
}

/** Leads to its use alone, with its largest charges; the remainder to all by name. */
function GroupName({
  group: { key, rest, name },
  accountId,
  dimension,
}: {
  readonly group: GroupTotal;
  readonly accountId: string;
  readonly dimension: Dimension;
}): ReactNode {
  const page = `/accounts/${encodeURIComponent(accountId)}/usage`;
  if (rest === 'others') return <a href={linkTo(page, { groupBy: `dimension:${dimension}`, top: 'all' })}>{name}</a>;
  if (rest !== undefined || key === undefined) return <span className="quiet">{name}</span>;
  return (
    <a href={linkTo(page, { groupBy: 'sku', [filterMember(`dimension:${dimension}`)]: key })}>
      <Breakable>{name}</Breakable>
    </a>
  );
}
