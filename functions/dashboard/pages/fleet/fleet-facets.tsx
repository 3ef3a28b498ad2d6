import type { ReactNode } from 'react';
import { secondMs } from '../../../../shared/domain/time.ts';
import { Loading } from '../../parts/loading.tsx';
import { ReadNotice } from '../../parts/read-notice.tsx';
import type { Fleet } from '../../reading/shapes.ts';
import { pauseInUse } from '../../reading/touches.ts';
import { useRead } from '../../reading/use-read.ts';
import { changeQuery } from '../../routing/location.ts';
import { roundedText } from '../../writing/credits.ts';

export type Facet = NonNullable<Fleet['facets']>[number]['facet'];

/** The name of each, and its meaning. */
export const facetTexts = {
  quarantined: ['Quarantined', 'Their books disagree, or can’t be read: nothing changes them.'],
  exhausted: ['Exhausted', 'Nothing is available.'],
  low: ['Low', 'Less is available than a threshold of the plan.'],
  suspended: ['Suspended', 'Their plan isn’t paid for.'],
  'runs-out': ['Runs out in 3 days', 'At the recent pace, before the renewal.'],
  overrun: ['Overrun', 'Work took more than there was.'],
  unused: ['Unused over half', 'More than half of the cycle before expired.'],
  silent: ['Silent for a week', 'Nothing was used for seven days, to a day.'],
} as const satisfies Record<Facet, readonly [name: string, meaning: string]>;

const everyMs = pauseInUse(20 * secondMs, 120 * secondMs);

/** The facets with their counts; one that is chosen shows its accounts alone. */
export function FleetFacets({ chosen }: { readonly chosen: Facet | undefined }): ReactNode {
  const read = useRead({
    key: 'fleet facets',
    read: (client) => client.readFleet({ query: { counts: 'true', limit: '1' } }),
    everyMs,
  });
  const facets = read.value?.facets;
  return (
    <>
      <ReadNotice of={read} what="how many accounts need somebody" />
      {facets === undefined && read.failure === undefined && <Loading what="how many accounts need somebody" />}
      {facets !== undefined && (
        <fieldset className="facets" data-testid="facets">
          <legend className="unseen">Accounts that need somebody</legend>
          {facets.map(({ facet, accounts, more }) => (
            <button
              key={facet}
              type="button"
              className="facet"
              aria-pressed={facet === chosen}
              title={facetTexts[facet][1]}
              onClick={() =>
                changeQuery({
                  facet: facet === chosen ? undefined : facet,
                  search: undefined,
                  sort: undefined,
                  cursor: undefined,
                })
              }
            >
              {facetTexts[facet][0]} <b>{`${roundedText(accounts)}${more === undefined ? '' : '+'}`}</b>
            </button>
          ))}
        </fieldset>
      )}
    </>
  );
}
