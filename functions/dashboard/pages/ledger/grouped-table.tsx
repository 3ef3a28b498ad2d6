import { Fragment, type ReactNode } from 'react';
import { hourMs } from '../../../../shared/domain/time.ts';
import { useNarrow } from '../../look/use-narrow.ts';
import { Amount } from '../../parts/amount.tsx';
import { Breakable } from '../../parts/breakable.tsx';
import { Button } from '../../parts/button.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ShortMoment } from '../../parts/moment.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import { Scroller } from '../../parts/scroller.tsx';
import { Toggle } from '../../parts/toggle.tsx';
import type { Opened } from '../../parts/use-opened.ts';
import { useAccount } from '../../reading/account-context.ts';
import { useRead } from '../../reading/use-read.ts';
import { useZone } from '../../reading/use-zone.ts';
import { changeQuery, here } from '../../routing/location.ts';
import { filterMember, type UsageFilters } from '../../routing/usage-filters.ts';
import { sumOfCredits } from '../../writing/credits.ts';
import { shortDateText } from '../../writing/instants.ts';
import { aspectName } from '../../writing/words.ts';
import { entryLine } from './entry-lines.ts';
import type { GroupedLine } from './grouped-lines.ts';
import type { LedgerFilters } from './ledger-view.ts';
import { readEntries } from './read-entries.ts';

interface GroupedTableProps {
  readonly lines: readonly GroupedLine[];
  /** Those that aren't drawn among them. */
  readonly all: readonly GroupedLine[];
  readonly aspect: string;
  readonly filters: LedgerFilters;
  readonly opened: Opened;
}

/** A line for each; the entries of those that are open stand below theirs. */
export function GroupedTable({ lines, all, aspect, filters, opened }: GroupedTableProps): ReactNode {
  const isNarrow = useNarrow();
  const { timeZone } = useZone();
  const name = aspectName(aspect);
  const sum = sumOfCredits(all.map(({ credits }) => credits));
  return (
    <Scroller label={`Charges by ${name}`}>
      <table className="plain-table" data-testid="grouped">
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">Days</th>
            {!isNarrow && (
              <th scope="col" className="number">
                Requests
              </th>
            )}
            <th scope="col" className="number">
              Credits
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Fragment key={line.id}>
              <tr>
                <th scope="row">
                  <LineName line={line} opened={opened} />
                </th>
                <td>{daysOf(line, timeZone)}</td>
                {!isNarrow && <td className="number">{line.requests.toLocaleString('en')}</td>}
                <td className="number">
                  <Amount exact={line.credits} />
                </td>
              </tr>
              {opened.isOpen(line.id) && line.key !== undefined && (
                <tr>
                  <td colSpan={isNarrow ? 3 : 4}>
                    <LineEntries aspect={aspect} value={line.key} filters={filters} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All {all.length.toLocaleString('en')}</th>
            <td />
            {!isNarrow && <td />}
            <td className="number">
              <Amount exact={sum} testId="grouped-total" />
            </td>
          </tr>
        </tfoot>
      </table>
    </Scroller>
  );
}

function LineName({ line, opened }: { readonly line: GroupedLine; readonly opened: Opened }): ReactNode {
  if (line.key === undefined) return <span className="quiet">{line.name}</span>;
  return (
    <Toggle label={`Entries of ${line.name}`} isOpen={opened.isOpen(line.id)} onToggle={() => opened.toggle(line.id)}>
      <Breakable>{line.name}</Breakable>
    </Toggle>
  );
}

function daysOf({ firstDay, lastDay }: GroupedLine, timeZone: string): string {
  const first = shortDateText(firstDay, timeZone);
  return firstDay === lastDay ? first : `${first} to ${shortDateText(lastDay, timeZone)}`;
}

interface LineEntriesProps {
  readonly aspect: string;
  readonly value: string;
  readonly filters: LedgerFilters;
}

/** As many entries of one line as are shown below it. */
const entriesBelowMax = 20;

function LineEntries({ aspect, value, filters }: LineEntriesProps): ReactNode {
  const { accountId, seq } = useAccount();
  const own: LedgerFilters = { ...filters, usage: withFilter(filters.usage, aspect, value) };
  const read = useRead({
    key: `entries of ${accountId} ${JSON.stringify(own)}`,
    read: (client) => readEntries(client, { accountId, filters: own, countMax: entriesBelowMax }),
    everyMs: hourMs,
    since: seq,
  });
  if (read.value === undefined)
    return read.failure === undefined ? <Loading what="its entries" /> : <ReadNotice of={read} what="its entries" />;
  const { entries, nextCursor } = read.value;
  return (
    <ul className="entries-below" data-testid="entries-below">
      {entries.map((entry) => (
        <li key={entry.seq}>
          <Button
            kind="text"
            label={`Receipt of entry ${entry.seq}`}
            onClick={() => changeQuery({ entry: String(entry.seq) })}
          >
            {entry.seq}
          </Button>
          <ShortMoment at={entry.at} />
          <span className="entries-below-what">
            {entryLine(entry).what}
            {entryLine(entry).work !== '' && `: ${entryLine(entry).work}`}
          </span>
          <Amount exact={entry.credits} />
        </li>
      ))}
      {nextCursor !== undefined && (
        <li>
          <a href={here({ by: undefined, [filterMember(aspect)]: value })}>All its entries</a>
        </li>
      )}
    </ul>
  );
}

function withFilter(filters: UsageFilters, aspect: string, value: string): UsageFilters {
  const name = aspect.replace('dimension:', '');
  return name === aspect
    ? { ...filters, [aspect]: value }
    : { ...filters, dimensions: { ...filters.dimensions, [name]: value } };
}
