/** How many accounts are of each facet, as their places say: up to a thousand, and then that there are more. */
import { facetRange } from '../../domain/projections/fleet-facets.ts';
import { type FleetFacet, fleetFacets } from '../../domain/projections/fleet-places.ts';
import { stretchOf } from '../../storage/fleet-numbers.ts';
import type { CreditStore } from '../../storage/store.ts';

export interface CountedFacet {
  readonly facet: FleetFacet;
  readonly accounts: number;
  /** True where there are more than that. */
  readonly isMore: boolean;
}

export function countFacets(store: CreditStore, nowMs: number): Promise<readonly CountedFacet[]> {
  return Promise.all(
    fleetFacets.map(async (facet) => {
      if (facet !== 'quarantined') return { facet, ...(await store.fleet.count(stretchOf(facetRange(facet, nowMs)))) };
      const { length } = await store.quarantined();
      return { facet, accounts: length, isMore: false };
    }),
  );
}
