import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Moment, MomentInBothZones } from '../../parts/moment.tsx';
import { failureText } from '../../parts/read-notice.tsx';
import type { Insights } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import type { Read } from '../../reading/use-read.ts';
import { creditsUnitText } from '../../writing/credits.ts';
import { fromNowText } from '../../writing/instants.ts';

/** Until when the balance lasts, as the range that eight in ten stay within; or why that can't be told. */
export function RunOutLine({ read }: { readonly read: Read<Insights> }): ReactNode {
  const nowMs = useNow(minuteMs);
  const runOut = read.value?.runOut;
  return (
    <div className="run-out" data-testid="run-out">
      {runOut === undefined ? <span className="quiet">{waitingText(read)}</span> : words(runOut, nowMs)}
    </div>
  );
}

function waitingText({ failure }: Read<Insights>): string {
  if (failure === undefined) return 'Calculating how long it lasts…';
  return `How long it lasts can’t be told: ${failureText(failure)}`;
}

function words(runOut: Insights['runOut'], nowMs: number): ReactNode {
  switch (runOut.status) {
    case 'closed':
      return null;
    case 'abstains':
      return <span className="quiet">{abstention(runOut)}</span>;
    case 'forecast':
      return (
        <>
          {forecast(runOut, nowMs)}
          {runOut.onItsWay !== undefined && <ExpectedPack of={runOut.onItsWay} />}
        </>
      );
    default:
      return runOut satisfies never;
  }
}

function abstention(runOut: Extract<Insights['runOut'], { readonly status: 'abstains' }>): string {
  const { reason, historyDays, historyDaysMin, usedHours, usedHoursMin } = runOut;
  switch (reason) {
    case 'history-short':
      return `How long it lasts can be told from ${historyDaysMin} days of use on; there are ${historyDays}.`;
    case 'use-changed':
      return `Changed, not foretold: use stopped, or went on at another level, ${agoText(historyDays)}. How long it lasts can be told ${historyDaysMin} days after such a change.`;
    case 'use-rare':
      return `How long it lasts can be told once something was used in ${usedHoursMin} hours; there are ${usedHours}.`;
    default:
      return reason satisfies never;
  }
}

function agoText(days: number): string {
  return days === 1 ? 'a day ago' : `${days} days ago`;
}

type ExpectedPackProps = Extract<Insights['runOut'], { readonly status: 'forecast' }>['onItsWay'];

/** The pack that is on its way, and until when it makes the balance last. */
function ExpectedPack({ of }: { readonly of: NonNullable<ExpectedPackProps> }): ReactNode {
  const { credits, likely } = of;
  return (
    <>
      <br />
      <span className="quiet">
        {creditsUnitText(credits)} are on their way by an automatic top-up: with them it likely lasts until{' '}
        {likely === null ? 'the renewal' : <Moment at={likely} />}.
      </span>
    </>
  );
}

function forecast(
  { exhaustedSince, earliest, likely, latest }: Extract<Insights['runOut'], { readonly status: 'forecast' }>,
  nowMs: number,
): ReactNode {
  if (exhaustedSince !== undefined) return <span>It has run out.</span>;
  if (earliest === null) return <span className="good">At the present pace it lasts until the renewal.</span>;
  if (likely === null)
    return (
      <span>
        It likely lasts until the renewal, but may run out from <MomentInBothZones at={earliest} />.
      </span>
    );
  return (
    <>
      <span className="bad">
        Likely runs out {fromNowText(Date.parse(likely), nowMs)}: <MomentInBothZones at={likely} />
      </span>
      <br />
      <span className="quiet">
        80 % likely between <Moment at={earliest} /> and {latest === null ? 'the renewal' : <Moment at={latest} />}.
      </span>
    </>
  );
}
