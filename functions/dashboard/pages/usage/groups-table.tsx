import type { ReactNode } from 'react';
import type { Sheet } from '../../parts/download-button.tsx';
import { Scroller } from '../../parts/scroller.tsx';
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

/** What each group came to, beside the time before. */
export function GroupsTable({ totals, groupBy, hasPrevious, linkOf }: GroupsTableProps): ReactNode {
  const sum = sumOfCredits(totals.map(({ credits }) => credits));
  const before = sumOfCredits(totals.map(({ previous }) => previous));
  return (
    <Scroller label="Usage by group">
      <table className="plain-table" data-testid="groups">
        <thead>
          <tr>
            <th scope="col">{groupingName(groupBy)}</th>
            <th scope="col" className="number">
              Credits
            </th>
            <th scope="col" className="number">
              Share
            </th>
            <th scope="col" className="number">
              Before
            </th>
            <th scope="col" className="number">
              Change
            </th>
          </tr>
        </thead>
        <tbody>
          {totals.map((group) => (
            <tr key={group.id}>
              <th scope="row">
                <GroupName group={group} link={linkOf(group)} />
              </th>
              <td className="number">{creditsText(group.credits)}</td>
              <td className="number">{sum > 0 ? `${roundedText((group.credits / sum) * 100)} %` : '–'}</td>
              <td className="number">{hasPrevious ? creditsText(group.previous) : '–'}</td>
              <td className="number">{hasPrevious ? changeText(group) : '–'}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td className="number" data-testid="usage-total">
              {creditsText(sum)}
            </td>
            <td />
            <td className="number">{hasPrevious ? creditsText(before) : '–'}</td>
            <td className="number">{hasPrevious ? changeText({ credits: sum, previous: before }) : '–'}</td>
          </tr>
        </tfoot>
      </table>
    </Scroller>
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
