/** The whole store: what a function that charges needs of it is made apart, so that it loads nothing else. */
import { type AccountDetailsStore, createAccountDetails } from './account-details.ts';
import { type AccountStore, createAccountStore } from './account-store.ts';
import type { Surroundings } from './attempt.ts';
import { type Brakes, createBrakes } from './brakes.ts';
import { type CheckpointStore, createCheckpoints } from './checkpoints.ts';
import { type CopyMarks, createCopyMarks } from './copy-marks.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { createEndpoints, type Endpoints } from './endpoints.ts';
import { createFleet, type FleetStore } from './fleet.ts';
import { createPaymentClaims, type PaymentClaims } from './payment-claims.ts';
import { createProjections, type ProjectionStore } from './projections.ts';
import { createQuarantines, type Quarantines } from './quarantines.ts';
import { createRefusedDays, type RefusedDays } from './refused-days.ts';
import { createSums, type SumsStore } from './sums.ts';
import type { Table } from './table.ts';
import { createTopUps, type TopUps } from './top-ups.ts';
import { createUpkeep, type Upkeep } from './upkeep.ts';
import { createWatchList, type WatchList } from './watched.ts';

/** The lists and marks that are kept beside the accounts. */
interface Beside extends Upkeep, Quarantines {
  readonly projections: ProjectionStore;
  readonly sums: SumsStore;
  readonly checkpoints: CheckpointStore;
  readonly copyMarks: CopyMarks;
  readonly refusedDays: RefusedDays;
  readonly endpoints: Endpoints;
  readonly deliveries: Deliveries;
  readonly fleet: FleetStore;
  readonly details: AccountDetailsStore;
  readonly brakes: Brakes;
  readonly watched: WatchList;
  readonly payments: PaymentClaims;
  readonly topUps: TopUps;
}

/** Everything that operations may do with the table. */
export interface CreditStore extends AccountStore, Beside {}

export function createStore(table: Table, surroundings: Surroundings): CreditStore {
  return wholeStore(createAccountStore(table, surroundings), table);
}

/** The same accounts, with what is kept beside them. */
export function wholeStore(accounts: AccountStore, table: Table): CreditStore {
  return {
    ...accounts,
    projections: createProjections(table),
    sums: createSums(table),
    checkpoints: createCheckpoints(table),
    copyMarks: createCopyMarks(table),
    refusedDays: createRefusedDays(table),
    endpoints: createEndpoints(table),
    deliveries: createDeliveries(table),
    fleet: createFleet(table),
    details: createAccountDetails(table),
    brakes: createBrakes(table),
    watched: createWatchList(table),
    payments: createPaymentClaims(table),
    topUps: createTopUps(table),
    ...createUpkeep(table),
    ...createQuarantines(table),
  };
}
