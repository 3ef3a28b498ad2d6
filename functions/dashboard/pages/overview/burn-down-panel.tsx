import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { useWidth } from '../../parts/chart/use-width.ts';
import { Panel } from '../../parts/panel.tsx';
import { failureText } from '../../parts/read-notice.tsx';
import type { Account, Insights } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import type { Read } from '../../reading/use-read.ts';
import { roundedText } from '../../writing/credits.ts';
import { shortDateText } from '../../writing/instants.ts';
import { type BurnDownPaths, burnDownPaths, drawing } from './burn-down-points.ts';

interface BurnDownPanelProps {
  readonly account: Account;
  readonly read: Read<Insights>;
}

/** The cycle from its start to its renewal: what was left, the even pace, and what is expected to be left. */
export function BurnDownPanel({ account, read }: BurnDownPanelProps): ReactNode {
  const nowMs = useNow(minuteMs);
  const [frame, width] = useWidth();
  const paths = read.value === undefined ? undefined : burnDownPaths(read.value, account, { nowMs, width });
  return (
    <Panel title="What is left of this cycle">
      <div ref={frame}>
        {read.value === undefined || paths === undefined ? (
          <p className="quiet burn-down-empty">{waitingText(read)}</p>
        ) : (
          <Drawing paths={paths} account={account} insights={read.value} width={width} />
        )}
      </div>
      {paths !== undefined && <Legend hasForecast={paths.band !== ''} />}
    </Panel>
  );
}

function waitingText({ value, failure }: Read<Insights>): string {
  if (value !== undefined) return 'Nothing was granted in this cycle.';
  return failure === undefined ? 'Calculating…' : `It can’t be drawn: ${failureText(failure)}`;
}

interface DrawingProps {
  readonly paths: BurnDownPaths;
  readonly account: Account;
  readonly insights: Insights;
  readonly width: number;
}

function Drawing({ paths, account: { cycle, timeZone }, insights, width }: DrawingProps): ReactNode {
  const { height, top } = drawing;
  const { past, area, pace, band, likely, nowX, emptyX, floorY, most, begun } = paths;
  return (
    <svg className="burn-down" width={width} height={height} role="img" aria-label={summaryOf(insights, begun)}>
      <line className="burn-down-floor" x1={0} x2={width} y1={floorY} y2={floorY} />
      <path className="burn-down-area" d={area} />
      {band !== '' && <path className="burn-down-band" d={band} />}
      <path className="burn-down-pace" d={pace} />
      <path className="burn-down-past" d={past} />
      {likely !== '' && <path className="burn-down-likely" d={likely} />}
      <line className="burn-down-now" x1={nowX} x2={nowX} y1={top} y2={floorY} />
      {emptyX !== undefined && <circle className="burn-down-zero" cx={emptyX} cy={floorY} r={5} />}
      <text x={4} y={top - 9}>
        {roundedText(most)}
      </text>
      <text x={4} y={height - 8}>
        {shortDateText(cycle.start, timeZone)}
      </text>
      <text
        x={nowX}
        y={height - 8}
        textAnchor="middle"
        className={isNear(nowX, width) ? 'burn-down-hidden' : undefined}
      >
        now
      </text>
      <text x={width - 4} y={height - 8} textAnchor="end">
        {shortDateText(cycle.end, timeZone)}
      </text>
    </svg>
  );
}

/** The word would lie over one of the dates. */
function isNear(nowX: number, width: number): boolean {
  return nowX < 80 || nowX > width - 80;
}

/** The drawing in a sentence, for whoever doesn't see it. */
function summaryOf({ burnDown, runOut }: Insights, begun: number): string {
  const now = burnDown.past.at(-1)?.left ?? 0;
  const told = `${roundedText(begun)} credits at the start of the cycle, ${roundedText(now)} left now`;
  if (runOut.status !== 'forecast') return `${told}.`;
  const { low, high } = runOut.leftAtRenewal;
  return `${told}; 80 % likely between ${roundedText(low)} and ${roundedText(high)} at the renewal.`;
}

function Legend({ hasForecast }: { readonly hasForecast: boolean }): ReactNode {
  return (
    <ul className="amount-legend">
      <li>
        <span className="chart-key chart-key-past" aria-hidden="true" /> Left
      </li>
      <li>
        <span className="chart-key chart-key-pace" aria-hidden="true" /> Even pace to the renewal
      </li>
      {hasForecast && (
        <li>
          <span className="chart-key chart-key-band" aria-hidden="true" /> 80 % likely
        </li>
      )}
    </ul>
  );
}
