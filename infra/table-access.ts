/**
 * The rights of each function on the table, a route's by the rights that the route table names: the fewest calls that its kind of work makes, on
 * the partitions that it works in. Nothing deletes or scans, so nothing is granted for it.
 */
import type { Route, TableRight } from '../shared/contract/routes/route.ts';
import type { Project } from '../shared/domain/project.ts';
import { clocksPk } from '../shared/storage/account-ahead.ts';
import { apiKeysPk, apiKeyUsesPk } from '../shared/storage/api-key-keys.ts';
import { brakePk } from '../shared/storage/brakes.ts';
import { copiedPk } from '../shared/storage/copy-marks.ts';
import { detailsPk, directoryPk } from '../shared/storage/detail-keys.ts';
import { deliveriesPk, endpointsPk } from '../shared/storage/endpoint-keys.ts';
import { projectPk } from '../shared/storage/project-table.ts';
import {
  accountPk,
  auditKey,
  cataloguePk,
  checkoutPk,
  customerPk,
  fleetPk,
  parkedPk,
  paymentPk,
  promotionPk,
  quarantinedPk,
  reconciledPk,
  sumsPk,
  topUpPk,
  usagePk,
  watchedKey,
} from '../shared/storage/table-keys.ts';

export interface TableAccess {
  readonly reads: readonly Partition[];
  readonly writes: readonly Partition[];
  /** Asks the index what is due, or which accounts there are. */
  readonly hasIndex?: true;
}

/** A partition key, or a pattern of them. */
export type Partition = string;

export const accounts: Partition = accountPk('*');
/** Where projections stand, and the days that they are added to. */
export const usage: Partition = usagePk('*');
/** Sums of ledgers, which whoever reads them brings forward. */
export const sums: Partition = sumsPk('*');
/** Which account each payment buys for. */
export const payments: Partition = paymentPk('*');
/** Checkouts: what was offered to whom, and the customers that accounts are. */
export const checkouts: Partition = checkoutPk('*');
export const customers: Partition = customerPk('*');
/** Requests for automatic top-ups, and what became of them. */
export const topUps: Partition = topUpPk('*');
/** Budgets of promotion codes. */
export const promotions: Partition = promotionPk('*');
/** The log of what was delivered to endpoints. */
export const deliveries: Partition = deliveriesPk('*');
/** How far second copies of ledgers go. */
export const copyMarks: Partition = copiedPk('*');
/** Names of accounts, and where they are looked up. */
export const details: Partition = detailsPk('*');
export const directory: Partition = directoryPk('*');
/** Brakes of accounts: the dimension that each watches, and its values’ use beyond their habits. */
export const brakes: Partition = brakePk('*');
/** Ids in order. */
export const fleet: Partition = fleetPk('*');
/** The list of versions, and the parts of rate cards. */
export const catalogue: readonly Partition[] = [cataloguePk, 'CARD#*'];

/** The calls that reading and writing are made of. `BatchWriteItem` could delete; the code has no such request. */
export const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'] as const;
export const writeActions = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'] as const;

const access = {
  'read-accounts': { reads: [accounts], writes: [] },
  'change-accounts': { reads: [accounts], writes: [accounts] },
  'claim-payments': { reads: [payments], writes: [payments] },
  'claim-promotions': { reads: [promotions], writes: [promotions] },
  'keep-checkouts': { reads: [checkouts, customers], writes: [checkouts] },
  'read-top-ups': { reads: [topUps], writes: [] },
  'tell-top-ups': { reads: [topUps], writes: [topUps] },
  'read-customers': { reads: [customers], writes: [] },
  'link-customers': { reads: [customers], writes: [customers] },
  'read-index': { reads: [], writes: [], hasIndex: true },
  'read-usage': { reads: [usage], writes: [] },
  'keep-sums': { reads: [sums], writes: [sums] },
  'read-fleet': { reads: [fleet], writes: [] },
  'read-details': { reads: [details], writes: [] },
  'keep-details': { reads: [details], writes: [details, directory] },
  'find-accounts': { reads: [directory, payments, checkouts, customers], writes: [] },
  'read-health': { reads: [parkedPk, quarantinedPk, auditKey.pk], writes: [] },
  'lift-quarantines': { reads: [], writes: [quarantinedPk] },
  'watch-accounts': { reads: [watchedKey.pk], writes: [watchedKey.pk] },
  'read-brakes': { reads: [brakes], writes: [] },
  'keep-brakes': { reads: [brakes], writes: [brakes] },
  'read-catalogue': { reads: catalogue, writes: [] },
  'publish-catalogue': { reads: catalogue, writes: catalogue },
  'read-promotions': { reads: [promotions], writes: [] },
  'publish-promotions': { reads: [promotions], writes: [promotions] },
  'read-endpoints': { reads: [endpointsPk, deliveries], writes: [] },
  'keep-endpoints': { reads: [endpointsPk, deliveries], writes: [endpointsPk, deliveries] },
  'read-keys': { reads: [apiKeysPk, apiKeyUsesPk], writes: [] },
  'move-clocks': { reads: [], writes: [clocksPk] },
  'keep-keys': { reads: [apiKeysPk, apiKeyUsesPk], writes: [apiKeysPk] },
} as const satisfies Record<TableRight, TableAccess>;

/** Sums up what these routes say that they reach, and nothing else. @internal */
export function accessOfRoutes(routes: readonly Route[]): TableAccess {
  const granted: readonly TableAccess[] = routes.flatMap(({ reaches }) => reaches.map((right) => access[right]));
  return {
    reads: [...new Set(granted.flatMap(({ reads }) => reads))],
    writes: [...new Set(granted.flatMap(({ writes }) => writes))],
    ...(granted.some(({ hasIndex }) => hasIndex) ? { hasIndex: true } : {}),
  };
}

/** The same in every project of the stage: a function serves all of them, and finds out by which clock an account of a test project goes. @internal */
export function inProjects({ reads, writes, ...index }: TableAccess, projects: readonly Project[]): TableAccess {
  if (projects.length === 0) return { reads, writes: writes.filter((each) => each !== clocksPk), ...index };
  const everywhere = (partitions: readonly Partition[]): readonly Partition[] =>
    [...partitions.filter((each) => each !== clocksPk), ...partitions.map((each) => projectPk('*', each))].toSorted();
  const hasClocks = reads.includes(accounts) && projects.some(({ mode }) => mode === 'test');
  return { reads: everywhere(hasClocks ? [...reads, clocksPk] : reads), writes: everywhere(writes), ...index };
}

/** The rights of the functions of a deployment that delivers news. */
export const newsAccess = {
  'deliver-news': { reads: [endpointsPk, deliveries], writes: [endpointsPk, deliveries] },
  'retry-news': { reads: [endpointsPk], writes: [endpointsPk], hasIndex: true },
} as const satisfies Record<string, TableAccess>;

/** Lets holders of API keys in, and keeps when it last did. */
export const authorizerAccess = {
  reads: [apiKeysPk, apiKeyUsesPk],
  writes: [apiKeyUsesPk],
} as const satisfies TableAccess;

export const jobAccess = {
  // It shows the balances of watched accounts, too.
  'sweep-due': { reads: [parkedPk, watchedKey.pk, accounts, ...catalogue], writes: [], hasIndex: true },
  'advance-accounts': { reads: [accounts, ...catalogue], writes: [accounts, parkedPk] },
  'ask-top-ups': { reads: [topUps, accounts, ...catalogue], writes: [topUps], hasIndex: true },
  // It also brings projections and copies up to their ledgers, as the stream's consumers do, copies the catalogue, and claims payments of old purchases.
  'audit-ledgers': {
    reads: [accounts, auditKey.pk, usage, sums, fleet, ...catalogue, payments, topUps, copyMarks],
    writes: [accounts, auditKey.pk, quarantinedPk, usage, sums, fleet, payments, topUps, copyMarks],
    hasIndex: true,
  },
} as const satisfies Record<string, TableAccess>;

/** Takes usage over HTTP, and hands it to a queue. */
export const intakeAccess = { reads: [], writes: [] } as const satisfies TableAccess;

/** Charges events of usage. */
export const usageAccess = { reads: [accounts, ...catalogue], writes: [accounts] } as const satisfies TableAccess;

/** The rights of the functions of a deployment that takes payments. */
export const paymentAccess = {
  webhook: { reads: [], writes: [] },
  'settle-payments': {
    reads: [accounts, payments, checkouts, customers, ...catalogue],
    writes: [accounts, payments, customers],
  },
  // Where it pays for automatic top-ups, too.
  'settle-payments-and-top-ups': {
    reads: [accounts, payments, checkouts, customers, topUps, ...catalogue],
    writes: [accounts, payments, checkouts, customers, topUps],
  },
  'reconcile-payments': { reads: [reconciledPk], writes: [reconciledPk] },
} as const satisfies Record<string, TableAccess>;

export const streamAccess = {
  'project-commits': {
    // Where a brake is on, it sets the limits that stop what runs away.
    reads: [accounts, usage, sums, ...catalogue, watchedKey.pk, topUps, brakes],
    writes: [accounts, usage, sums, fleet, topUps, brakes],
  },
  'copy-commits': { reads: [accounts, copyMarks], writes: [copyMarks] },
} as const satisfies Record<string, TableAccess>;
