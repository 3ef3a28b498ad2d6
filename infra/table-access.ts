/**
 * What each function may do with the table, a route's derived from the route table: the fewest calls that its kind of work makes, on
 * the partitions that it works in. Nothing deletes or scans, so nothing is granted for it.
 */
import type { Route } from '../shared/contract/routes/route.ts';
import {
  accountPk,
  auditKey,
  cataloguePk,
  fleetPk,
  parkedPk,
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
/** Ids in order. */
export const fleet: Partition = fleetPk('*');
/** The list of versions, and the parts of rate cards. */
export const catalogue: readonly Partition[] = [cataloguePk, 'CARD#*'];

/** Routes that look back on what was used. */
const readsUsage = ['/accounts/{accountId}/usage', '/accounts/{accountId}/insights', '/quotes'];

const nothing: TableAccess = { reads: [], writes: [] };

/** The calls that reading and writing are made of. `BatchWriteItem` could delete; the code has no such request. */
export const readActions = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'] as const;
export const writeActions = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem'] as const;

export function accessOfRoute({ permission, method, path }: Route): TableAccess {
  if (permission === 'anyone') return nothing;
  if (permission === 'publish') return { reads: catalogue, writes: catalogue };
  if (path === '/accounts') return { reads: [], writes: [], hasIndex: true };
  if (path === '/service-health') return { reads: [parkedPk, auditKey.pk], writes: [], hasIndex: true };
  if (path === '/fleet') return { reads: [accounts, usage, fleet, ...catalogue], writes: [], hasIndex: true };
  if (path === '/watched-accounts/{accountId}') return { reads: [accounts, watchedKey.pk], writes: [watchedKey.pk] };
  if (readsUsage.includes(path)) return { reads: [accounts, usage, ...catalogue], writes: [] };
  if (/^\/(plans|rate-cards)\b/.test(path)) return { reads: catalogue, writes: [] };
  return { reads: [accounts, ...catalogue], writes: method === 'GET' ? [] : [accounts] };
}

export const jobAccess = {
  'sweep-due': { reads: [parkedPk], writes: [], hasIndex: true },
  'settle-accounts': { reads: [accounts, ...catalogue], writes: [accounts, parkedPk] },
  // It also brings projections up to their ledgers, as the stream's consumer does.
  'audit-ledgers': {
    reads: [accounts, auditKey.pk, usage, cataloguePk],
    writes: [accounts, auditKey.pk, usage, fleet],
    hasIndex: true,
  },
} as const satisfies Record<string, TableAccess>;

export const streamAccess = {
  'project-commits': { reads: [accounts, usage, cataloguePk, watchedKey.pk], writes: [usage, fleet] },
} as const satisfies Record<string, TableAccess>;
