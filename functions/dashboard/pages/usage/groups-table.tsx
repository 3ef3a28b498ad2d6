import type { ReactNode } from 'react';
import { Amount } from '../../parts/amount.tsx';
import { Breakable } from '../../parts/breakable.tsx';
import type { Sheet } from '../../parts/download-button.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { Toggle } from '../../parts/toggle.tsx';
import { useOpened } from '../../parts/use-opened.ts';
import { roundedText, signedText, sumOfCredits } from '../../writing/credits.ts';
import { aspectName } from '../../writing/words.ts';
import { amountText, isAdditive, type Measure, measureNames } from './measures.ts';
import type { ShownGroup } from './shown-groups.ts';
import type { GroupTotal } from './usage-groups.ts';
import type { UsageView } from './usage-view.ts';

/** All groups together, now and before; undefined where a sum of them means nothing. */
export interface Totals {
  readonly credits: number;
  readonly previous: number;
}

interface GroupsTableProps {
  readonly groups: readonly ShownGroup[];
  readonly view: UsageView;
  readonly totals: Totals | undefined;
  readonly hasPrevious: boolean;
  /** To one group alone; undefined where it can't be told by itself. */
  readonly linkOf: (group: GroupTotal) => string | undefined;
  /** To the entries of a group; undefined likewise. */
  readonly entriesOf: (group: GroupTotal) => string | undefined;
}

/** A group, or a part of the one above it. */
interface Line {
  readonly id: string;
  readonly group: ShownGroup;
  readonly total: GroupTotal;
  readonly isPart: boolean;
}

/** Groups whose parts are seen from the start. */
const openAtFirstMax = 3;

/** The amount of each group, beside the time before, and of what it is split into. */
export function GroupsTable(props: GroupsTableProps): ReactNode {
  const { groups, view, totals, hasPrevious, linkOf, entriesOf } = props;
  const { measure, groupBy } = view;
  const opened = useOpened(groups.slice(0, openAtFirstMax).map(({ id }) => id));
  const lines = groups.flatMap((group): readonly Line[] => [
    { id: group.id, group, total: group, isPart: false },
    ...(opened.isOpen(group.id)
      ? partsShown(group.parts, measure).map((total) => ({
          ...{ id: `${group.id} ${total.id}`, group, total },
          isPart: true,
        }))
      : []),
  ]);
  const known = (text: string): string => (hasPrevious ? text : '–');
  const textOf = (amount: number): string => amountText(measure, amount);
  const changeText = ({ credits, previous }: Totals): string => signedText(sumOfCredits([credits, -previous]), textOf);
  const shareText = ({ total }: Line): string =>
    totals !== undefined && totals.credits > 0 ? `${roundedText((total.credits / totals.credits) * 100)} %` : '–';
  return (
    <PlainTable
      label="Usage by group"
      testId="groups"
      rows={lines}
      keyOf={({ id }) => id}
      columns={[
        {
          header: aspectName(groupBy),
          cell: (line) => <LineName line={line} link={linkOf} opened={opened} />,
          below: isAdditive(measure) ? shareText : () => undefined,
          total: totals === undefined ? undefined : 'All',
        },
        {
          header: measureNames[measure],
          isNumber: true,
          cell: ({ total }) => <Amount exact={total.credits} text={textOf(total.credits)} />,
          total: totals && <Amount testId="usage-total" exact={totals.credits} text={textOf(totals.credits)} />,
        },
        ...(isAdditive(measure) ? [{ header: 'Share', isNumber: true, isWideOnly: true, cell: shareText }] : []),
        {
          header: 'Before',
          isNumber: true,
          isWideOnly: true,
          cell: ({ total }) => known(textOf(total.previous)),
          total: totals && known(textOf(totals.previous)),
        },
        {
          header: 'Change',
          isNumber: true,
          cell: ({ total }) => known(changeText(total)),
          total: totals && known(changeText(totals)),
        },
        {
          header: 'Entries',
          isWideOnly: true,
          cell: ({ total, isPart }) => (isPart ? undefined : <EntriesLink link={entriesOf(total)} name={total.name} />),
        },
      ]}
    />
  );
}

/** As many parts of one group as are drawn; the file has all of them. */
const partsMax = 20;

/** The largest parts, and those beyond as one where they have a sum. */
function partsShown(parts: readonly GroupTotal[], measure: Measure): readonly GroupTotal[] {
  if (parts.length <= partsMax + 1) return parts;
  const rest = parts.slice(partsMax);
  const more = {
    ...{ id: 'more parts', name: `${rest.length.toLocaleString('en')} more` },
    credits: sumOfCredits(rest.map(({ credits }) => credits)),
    previous: sumOfCredits(rest.map(({ previous }) => previous)),
  };
  return isAdditive(measure) ? [...parts.slice(0, partsMax), more] : parts.slice(0, partsMax);
}

interface LineNameProps {
  readonly line: Line;
  readonly link: GroupsTableProps['linkOf'];
  readonly opened: ReturnType<typeof useOpened>;
}

function LineName({ line: { group, total, isPart }, link, opened }: LineNameProps): ReactNode {
  if (isPart)
    return (
      <span className="part-name">
        <Breakable>{total.name}</Breakable>
      </span>
    );
  const to = link(group);
  const text = <Breakable>{group.name}</Breakable>;
  const name = to === undefined ? text : <a href={to}>{text}</a>;
  if (group.parts.length === 0) return name;
  return (
    <Toggle label={`Parts of ${group.name}`} isOpen={opened.isOpen(group.id)} onToggle={() => opened.toggle(group.id)}>
      {name}
    </Toggle>
  );
}

function EntriesLink({ link, name }: { readonly link: string | undefined; readonly name: string }): ReactNode {
  if (link === undefined) return undefined;
  return (
    <a href={link} aria-label={`Entries of ${name}`}>
      Entries
    </a>
  );
}

/** The same lines as the table has, whether opened or not. */
export function groupsSheet(groups: readonly ShownGroup[], { groupBy, splitBy, measure }: UsageView): Sheet {
  const nameOf = (aspect: string): string => aspect.replace('dimension:', '');
  const isSplit = splitBy !== undefined;
  const line = (group: string, part: string, { credits, previous }: Totals): readonly unknown[] => [
    ...(isSplit ? [group, part] : [group]),
    ...[credits, previous, sumOfCredits([credits, -previous])],
  ];
  return {
    columns: [
      ...(isSplit ? [nameOf(groupBy), nameOf(splitBy)] : [nameOf(groupBy)]),
      ...[measure === 'each' ? 'creditsPerRequest' : measure, 'previous', 'change'],
    ],
    // As on the page: a group's own line, with no part's name, and then its parts.
    rows: groups.flatMap((group) => [
      line(group.name, '', group),
      ...group.parts.map((part) => line(group.name, part.name, part)),
    ]),
  };
}
