/** Names of the orders and facets of the fleet (`fleet-facets.ts` says what each facet is). */
import { type FleetRanks, fleetOrders } from './fleet.ts';

/** In the order in which they need somebody. */
export const fleetFacets = [
  'quarantined',
  'exhausted',
  'low',
  'suspended',
  'runs-out',
  'overrun',
  'unused',
  'silent',
] as const;
export type FleetFacet = (typeof fleetFacets)[number];

/** Orders of their own: an account is in one only while it is of that facet, or, of `silent`, always. */
export const facetPlaces = ['suspended', 'runs-out', 'overrun', 'unused', 'silent'] as const;
export type FacetPlace = (typeof facetPlaces)[number];
export type FacetRanks = Readonly<Record<FacetPlace, number | null>>;

/** All orders of the fleet. */
export const fleetPlaces = [...fleetOrders, ...facetPlaces] as const;
export type FleetPlace = (typeof fleetPlaces)[number];
export type FleetPlaces = FleetRanks & FacetRanks;

export const noFacets: FacetRanks = { suspended: null, 'runs-out': null, overrun: null, unused: null, silent: null };
