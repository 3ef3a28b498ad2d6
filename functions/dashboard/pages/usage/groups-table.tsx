import type { ReactNode } from 'react';
import type { Sheet } from '../../parts/download-button.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { creditsText, roundedText, signedCreditsText, sumOfCredits } from '../../writing/credits.ts';
import type { GroupTotal } from './usage-groups.ts';
import { groupingName } from './usage-view.ts';

interface GroupsTableProps {
  readonly totals: readonly GroupTotal[];
  readonly groupBy: string;
  readonly hasPrevious: boolean;
  /** To the entries of a group; undefined where they can't be told by it. */
  readonly linkOf: (group: GroupTotal) => string | undefined;
}

/** The sum of each group, beside the time before. */
export function GroupsTable({ totals, groupBy, hasPrevious, linkOf }: GroupsTableProps): ReactNode {
  const sum = sumOfCredits(totals.map(({ credits }) => credits));
  const before = sumOfCredits(totals.map(({ previous }) => previous));
  const shareText = ({ credits }: GroupTotal): string => (sum > 0 ? `${roundedText((credits / sum) * 100)} %` : '–');
  const known = (text: string): string => (hasPrevious ? text : '–');
  return (
    <PlainTable
      label="Usage by group"
      testId="groups"
      rows={totals}
      keyOf={({ id }) => id}
      columns={[
        {
          header: groupingName(groupBy),
          cell: (group) => <GroupName group={group} link={linkOf(group)} />,
          below: shareText,
          total: 'All',
        },
        {
          header: 'Credits',
          isNumber: true,
          cell: ({ credits }) => creditsText(credits),
          total: <span data-testid="usage-total">{creditsText(sum)}</span>,
        },
        { header: 'Share', isNumber: true, isWideOnly: true, cell: shareText },
        {
          header: 'Before',
          isNumber: true,
          isWideOnly: true,
          cell: ({ previous }) => known(creditsText(previous)),
          total: known(creditsText(before)),
        },
        {
          header: 'Change',
          isNumber: true,
          cell: (group) => known(changeText(group)),
          total: known(changeText({ credits: sum, previous: before })),
        },
      ]}
    />
  );
}

function GroupName({ group, link }: { readonly group: GroupTotal; readonly link: string | undefined }): ReactNode {
  return link === undefined ? group.name : <a href={link}>{group.name}</a>;
}

export function groupsSheet(totals: readonly GroupTotal[], groupBy: string): Sheet {
  return {
    columns: [groupBy.replace('dimension:', ''), 'credits', 'previous', 'change'],
    rows: totals.map(({ name, credits, previous }) => [name, credits, previous, sumOfCredits([credits, -previous])]),
  };
}

function changeText({ credits, previous }: Pick<GroupTotal, 'credits' | 'previous'>): string {
  return signedCreditsText(sumOfCredits([credits, -previous]));
}
