/** The cost of a fleet's renewal on AWS: worked out from what was counted here, by list prices and published limits. */
import { accountsPerMessage } from '../../../shared/operations/sweep-due.ts';
import { queueBatchMax } from '../../../shared/runtime/jobs.ts';
import { dueShards } from '../../../shared/storage/table-keys.ts';

/** Counted on the engine, per account. */
export interface PerAccount {
  readonly writeUnits: number;
  readonly readUnits: number;
  /** The time of the worker's process: the whole of a worker's time, since it has up to 100 accounts under way while calls are answered. */
  readonly cpuMs: number;
}

/** So many workers at once, on a table that takes so much. */
export interface Setting {
  readonly workers: number;
  readonly tableWriteUnitsPerSecond: number;
}

export interface Projection {
  readonly accounts: number;
  readonly perSecond: number;
  /** The longest: every round may wait for its minute. */
  readonly seconds: number;
  readonly dollars: number;
  readonly bound: 'workers' | 'table' | 'index';
}

/** us-east-1, in dollars. */
export const prices = {
  millionWriteUnits: 0.625,
  millionReadUnits: 0.125,
  lambdaArmGbSecond: 0.0000133334,
  millionInvocations: 0.2,
  millionQueueRequests: 0.4,
} as const;
export const settings: readonly Setting[] = [
  { workers: 10, tableWriteUnitsPerSecond: 4_000 },
  { workers: 25, tableWriteUnitsPerSecond: 40_000 },
];
export const fleetSizes = [1_000_000, 10_000_000, 100_000_000] as const;
/** With which a function has one whole core. */
export const workerMb = 1_769;
/** A new position in the index takes the old one out: a write for each. */
export const indexWriteUnits = 2;
export const partitionWriteUnitsPerSecond = 1_000;
/** The most accounts that one sweep hands over, a minute apart. */
export const accountsPerRound = 1_600_000;
export const roundSeconds = 60;
export const accountsPerBatch = queueBatchMax * accountsPerMessage;
/** A batch is sent, received and deleted. */
export const queueRequestsPerBatch = 3;

export function project(accounts: number, per: PerAccount, setting: Setting): Projection {
  const rates = {
    workers: (setting.workers * 1_000) / per.cpuMs,
    table: setting.tableWriteUnitsPerSecond / per.writeUnits,
    index: (dueShards * partitionWriteUnitsPerSecond) / indexWriteUnits,
  } as const;
  const perSecond = Math.min(...Object.values(rates));
  const bound = (['workers', 'table', 'index'] as const).find((each) => rates[each] === perSecond) ?? 'workers';
  const seconds = accounts / perSecond + Math.ceil(accounts / accountsPerRound) * roundSeconds;
  return { accounts, perSecond, seconds, bound, dollars: accounts * dollarsPerAccount(per) };
}

function dollarsPerAccount({ writeUnits, readUnits, cpuMs }: PerAccount): number {
  const table = (writeUnits * prices.millionWriteUnits + readUnits * prices.millionReadUnits) / 1e6;
  const worker = (cpuMs / 1_000) * (workerMb / 1_024) * prices.lambdaArmGbSecond;
  const batch = (prices.millionInvocations + queueRequestsPerBatch * prices.millionQueueRequests) / 1e6;
  return table + worker + batch / accountsPerBatch;
}
