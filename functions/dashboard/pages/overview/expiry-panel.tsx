import type { ReactNode } from 'react';
import { minuteMs } from '../../../../shared/domain/time.ts';
import { Figure } from '../../parts/figure.tsx';
import { MomentInBothZones } from '../../parts/moment.tsx';
import { Panel } from '../../parts/panel.tsx';
import type { Account } from '../../reading/shapes.ts';
import { useNow } from '../../reading/use-now.ts';
import { sumOfCredits } from '../../writing/credits.ts';
import { fromNowText } from '../../writing/instants.ts';

/** The next credits to be lost, if they aren't used. */
export function ExpiryPanel({ account }: { readonly account: Account }): ReactNode {
  const nowMs = useNow(minuteMs);
  const next = nextExpiry(account);
  return (
    <Panel title="Expires next">
      {next === undefined ? (
        <p className="quiet">There is nothing left that could expire.</p>
      ) : (
        <>
          <Figure credits={next.credits} size="small" />
          <p>
            {fromNowText(Date.parse(next.at), nowMs)}: <MomentInBothZones at={next.at} />
          </p>
          <p className="quiet">Credits don’t roll over. Those that end first are spent first.</p>
        </>
      )}
    </Panel>
  );
}

/** All that ends at the soonest end of anything that is left. */
function nextExpiry({ grants }: Account): { readonly credits: number; readonly at: string } | undefined {
  const left = grants.filter(({ remaining }) => remaining > 0);
  const ends = left.map(({ expiresAt }) => expiresAt).toSorted();
  const [at] = ends;
  if (at === undefined) return undefined;
  return {
    at,
    credits: sumOfCredits(left.filter(({ expiresAt }) => expiresAt === at).map(({ remaining }) => remaining)),
  };
}
