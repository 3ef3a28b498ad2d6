/** The part of the fleet that is shown, as the address says it and the service takes it. */

const fleetSorts = ['state', 'available', 'burn', 'id'] as const;
export type FleetSort = (typeof fleetSorts)[number];

export interface FleetView {
  readonly sort?: FleetSort;
  readonly prefix?: string;
  readonly cursor?: string;
  readonly limit: string;
}

/** As many as are looked over at a glance. */
const linesAPage = '25';

export function fleetViewOf(query: URLSearchParams): FleetView {
  const prefix = query.get('prefix') ?? '';
  const sort = fleetSorts.find((each) => each === query.get('sort'));
  const cursor = query.get('cursor');
  return {
    limit: linesAPage,
    // Found by their ids, accounts come in the order of these.
    ...(prefix === '' ? sort && { sort } : { prefix }),
    ...(cursor === null ? {} : { cursor }),
  };
}
