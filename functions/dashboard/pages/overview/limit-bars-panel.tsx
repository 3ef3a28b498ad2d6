import type { ReactNode } from 'react';
import { Moment } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Limits } from '../../reading/shapes.ts';
import { useLimits } from '../../reading/use-limits.ts';
import { creditsText, sumOfCredits } from '../../writing/credits.ts';
import { limitText } from '../../writing/limit-text.ts';

type Limit = Limits['limits'][number];

/** As many as are seen at a glance, the nearest to their end first. */
const shownMax = 6;

interface Bar {
  readonly limit: Limit;
  /** The value that used most, of a limit for each. */
  readonly value?: string;
  readonly taken: number;
  readonly share: number;
}

/** Spending limits as bars, those that are nearly used up first; nothing where there are none. */
export function LimitBarsPanel({ accountId }: { readonly accountId: string }): ReactNode {
  const limits = useLimits().value?.limits ?? [];
  if (limits.length === 0) return null;
  const bars = limits.map(barOf).toSorted((a, b) => b.share - a.share);
  return (
    <Panel
      title="Spending limits"
      description={<a href={`#/accounts/${encodeURIComponent(accountId)}/plan`}>All limits and their values</a>}
    >
      <ul className="limit-bars" data-testid="limit-bars">
        {bars.slice(0, shownMax).map((bar) => (
          <LimitBar key={bar.limit.limitId} {...bar} />
        ))}
      </ul>
      {bars.length > shownMax && <p className="quiet">{bars.length - shownMax} more have more left.</p>}
    </Panel>
  );
}

function LimitBar({ limit, value, taken, share }: Bar): ReactNode {
  const left = Math.max(0, sumOfCredits([limit.credits, -taken]));
  return (
    <li>
      <div>
        {limitText(limit)}
        {value !== undefined && <span className="quiet"> · {value} used most</span>}
      </div>
      <progress
        className={share >= 1 ? 'limit-bar limit-bar-reached' : 'limit-bar'}
        max={1}
        value={Math.min(1, share)}
        aria-label={`${limit.limitId}: ${creditsText(taken)} of ${creditsText(limit.credits)} credits used or set aside`}
      />
      <div className="quiet">
        {left > 0 ? `${creditsText(left)} left` : 'Reached'}
        {limit.renewsAt !== undefined && (
          <>
            , anew <Moment at={limit.renewsAt} />
          </>
        )}
      </div>
    </li>
  );
}

/** The value that used most stands for a limit for each; credits that are set aside count as used. */
function barOf(limit: Limit): Bar {
  const counted = limit.values ?? [limit];
  const most = counted.toSorted((a, b) => b.used + b.held - a.used - a.held)[0];
  const taken = most === undefined ? 0 : sumOfCredits([most.used, most.held]);
  const share = limit.credits > 0 ? taken / limit.credits : 1;
  return most !== undefined && 'value' in most ? { limit, value: most.value, taken, share } : { limit, taken, share };
}
