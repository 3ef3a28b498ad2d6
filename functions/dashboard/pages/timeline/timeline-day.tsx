import type { ReactNode } from 'react';
import type { Entry } from '../../reading/shapes.ts';
import { useZone } from '../../reading/use-zone.ts';
import { linkTo } from '../../routing/location.ts';
import { fillPath } from '../../routing/route-pattern.ts';
import { useSession } from '../../session/session-context.ts';
import { roundedText } from '../../writing/credits.ts';
import { zonelessText } from '../../writing/instants.ts';
import { refusalReasons } from '../../writing/refusal-reasons.ts';
import { happeningText, reasonText } from './happening-text.ts';
import type { DayOfHappenings } from './happenings.ts';
import type { QuarantineMark } from './quarantine-marks.ts';

interface TimelineDayProps {
  readonly of: DayOfHappenings;
  readonly accountId: string;
}

/** One day of the timeline. Customers are told what happened; operators also who did it, and under which name. */
export function TimelineDay({ of: { day, entries, refused, quarantines }, accountId }: TimelineDayProps): ReactNode {
  const lines = [
    ...quarantines.map((mark) => ({ at: mark.at, line: <QuarantineLine key={mark.at + mark.text} mark={mark} /> })),
    ...entries.map((entry) => ({
      at: entry.at,
      line: <Happening key={entry.seq} entry={entry} accountId={accountId} />,
    })),
  ].toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return (
    <section aria-label={day}>
      <h3>{day}</h3>
      <ul className="timeline-day">
        {refused.map(({ reason, requests }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a reason may come once for each limit, and lines have no state.
          <li key={`${reason} ${index}`} className="timeline-refused">
            <span className="quiet">all day</span>
            <span>{`${roundedText(requests)} ${requests === 1 ? 'use was' : 'uses were'} turned away: ${refusalReasons[reason].toLowerCase()}`}</span>
          </li>
        ))}
        {lines.map(({ line }) => line)}
      </ul>
    </section>
  );
}

function Happening({ entry, accountId }: { readonly entry: Entry; readonly accountId: string }): ReactNode {
  const { timeZone } = useZone();
  const { isOperator } = useSession();
  const why = [reasonText(entry), callerText(entry)].filter((part) => part !== '').join(' · ');
  return (
    <li className={loud.has(entry.type) ? 'timeline-loud' : undefined}>
      <a
        href={linkTo(fillPath('/accounts/{accountId}/ledger', { accountId }), { entry: String(entry.seq) })}
        title={`Entry ${entry.seq}`}
      >
        <time dateTime={entry.at}>{timeText(entry.at, timeZone)}</time>
      </a>
      <span>
        {happeningText(entry, timeZone)}
        {isOperator && why !== '' && <span className="quiet">{` · ${why}`}</span>}
      </span>
    </li>
  );
}

function QuarantineLine({ mark: { at, text, why } }: { readonly mark: QuarantineMark }): ReactNode {
  const { timeZone } = useZone();
  const { isOperator } = useSession();
  return (
    <li className="timeline-loud">
      <time dateTime={at}>{timeText(at, timeZone)}</time>
      <span>
        {text}
        {isOperator && why !== '' && <span className="quiet">{` · ${why}`}</span>}
      </span>
    </li>
  );
}

function timeText(at: string, timeZone: string): string | undefined {
  return zonelessText(at, timeZone, 'short').split(', ').at(-1);
}

/** The caller's own name, without whose account it is of; empty where nobody asked for it. */
function callerText({ caller }: Entry): string {
  return caller === 'cycle' ? '' : caller.slice(caller.lastIndexOf('/') + 1);
}

/** Happenings that are to be seen at a glance. */
const loud: ReadonlySet<Entry['type']> = new Set(['suspension', 'closure', 'repair', 'chargeback', 'reopening']);
