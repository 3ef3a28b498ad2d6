/** The part of the fleet that is shown, as the address says it and the service takes it. */
import { present } from '../../../../shared/domain/present.ts';

const fleetSorts = ['state', 'available', 'burn', 'id'] as const;
export type FleetSort = (typeof fleetSorts)[number];

export interface FleetView {
  readonly sort?: FleetSort;
  readonly search?: string;
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
  if (search !== '') return { limit: linesAPage, search };
  return { limit: linesAPage, ...present({ sort, cursor: cursor ?? undefined }) };
}
