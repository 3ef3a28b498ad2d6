/** The part of the fleet that is shown, as the address says it and the service takes it. */

import { present } from '../../../../shared/domain/present.ts';
import { type Facet, facetTexts } from './fleet-facets.tsx';

const fleetSorts = ['state', 'available', 'burn', 'id'] as const;
export type FleetSort = (typeof fleetSorts)[number];

export interface FleetView {
  readonly sort?: FleetSort;
  readonly search?: string;
  readonly facet?: Facet;
  readonly cursor?: string;
  readonly limit: string;
}

/** As many as are looked over at a glance. */
const linesAPage = '25';

export function fleetViewOf(query: URLSearchParams): FleetView {
  const search = query.get('search')?.trim() ?? '';
  const sort = fleetSorts.find((each) => each === query.get('sort'));
  const cursor = query.get('cursor');
  // Found accounts come in the order in which they fit, in one page.
  const facet = query.get('facet') ?? '';
  if (search !== '') return { limit: linesAPage, search };
  const page = { limit: linesAPage, ...present({ cursor: cursor ?? undefined }) };
  return isFacet(facet) ? { ...page, facet } : { ...page, ...present({ sort }) };
}

function isFacet(text: string): text is Facet {
  return Object.hasOwn(facetTexts, text);
}
