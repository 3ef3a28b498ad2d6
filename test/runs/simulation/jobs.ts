/** Schedules and queues: the sweep, the workers that advance accounts, the audit, and TTL. Any of them may come late, twice, or never. */

import { advanceAccounts } from '../../../shared/operations/advance-accounts.ts';
import { auditLedgers } from '../../../shared/operations/audit-ledgers.ts';
import { sweepDue } from '../../../shared/operations/sweep-due.ts';
import type { DueMessage, DueQueue } from '../../../shared/ports/due-queue.ts';
import { AccountQuarantined, StoreUnavailable } from '../../../shared/storage/table.ts';
import type { Bus } from './bus.ts';
import { hourMs } from './catalogue.ts';
import type { Fleet } from './fleet.ts';
import type { SimProcess } from './sim-process.ts';
import type { World } from './world.ts';

export interface SimQueue extends DueQueue {
  take(): DueMessage | undefined;
  putBack(message: DueMessage): void;
}

export function createQueue(world: World): SimQueue {
  const { random, swarm, isCalm } = world;
  const messages: DueMessage[] = [];
  return {
    backlog: async () => messages.length,
    send: async (sent) => {
      for (const message of sent) {
        if (!isCalm() && random.chance(swarm.lost)) {
          world.note('a due message was lost');
          continue;
        }
        messages.push(message);
        if (isCalm() || !random.chance(swarm.doubled)) continue;
        world.note('a due message came twice');
        messages.push(message);
      }
    },
    take: () => messages.splice(isCalm() ? 0 : random.below(messages.length), 1)[0],
    putBack: (message) => messages.push(message),
  };
}

export interface Jobs {
  readonly world: World;
  readonly fleet: Fleet;
  readonly queue: SimQueue;
  readonly bus: Bus;
}

/** Runs of jobs while clients are at work: beyond that, everything waits for the end. */
const runsMax = 24;

/** Runs for as long as clients do. */
export async function runJobs(jobs: Jobs, isOver: () => boolean): Promise<void> {
  const { world } = jobs;
  const { random, scheduler, swarm } = world;
  if (!swarm.isSwept) return;
  for (let run = 0; run < runsMax && !isOver(); run += 1) {
    await scheduler.sleep(random.below(random.pick([5_000, 300_000, 6 * hourMs, 24 * hourMs])));
    if (isOver()) return;
    const work = random.weighted({ sweep: 4, advance: 6, audit: 1, ttl: 2 });
    await workers[work](jobs, jobs.fleet.any());
  }
}

type Worker = (jobs: Jobs, process: SimProcess) => Promise<void>;

const workers = {
  sweep: (jobs, process) => patiently(jobs.world, sweep(jobs, process)),
  advance: (jobs, process) => patiently(jobs.world, advance(jobs, process)),
  audit: (jobs, process) => patiently(jobs.world, audit(jobs, process, process.clockMs())),
  ttl: async ({ world }) => expireItems(world),
} satisfies Record<string, Worker>;

/** The time that a job's function is given. A process that ended, or is frozen, leaves its job undone. */
const patienceMs = 60_000;

async function patiently(world: World, work: Promise<void>): Promise<void> {
  await Promise.race([
    work.catch((cause: unknown) => {
      if (!(cause instanceof StoreUnavailable) && !(cause instanceof Error && cause.message === 'the bus is gone'))
        world.find('I20', `a job threw ${String(cause)}`);
    }),
    world.scheduler.sleep(patienceMs),
  ]);
}

export async function sweep({ queue }: Jobs, { store, clockMs, turn }: SimProcess): Promise<void> {
  await turn();
  await sweepDue(store, queue, clockMs());
}

export async function advance({ world, queue }: Jobs, { store, clockMs, turn }: SimProcess): Promise<void> {
  const message = queue.take();
  if (message === undefined) return;
  // A queue takes a message back that nobody acknowledged: after the visibility timeout, or when a worker failed.
  let isDone = false;
  void world.scheduler.sleep(120_000).then(() => {
    if (!isDone && !world.isCalm()) queue.putBack(message);
  });
  await turn();
  const report = await advanceAccounts({ store, queue }, message, clockMs());
  isDone = report.isDone;
  for (const { accountId, cause } of report.failures) {
    const isDamaged = world.observer.watched(accountId).isDamaged;
    const isExpected = cause instanceof StoreUnavailable || (isDamaged && cause instanceof AccountQuarantined);
    if (!isExpected && !isDamaged) world.find('I20', `${accountId} can not be advanced: ${String(cause)}`);
  }
}

export async function audit({ world, bus }: Jobs, { store, turn }: SimProcess, atMs: number): Promise<void> {
  await turn();
  const { breaches, caughtUp, failures } = await auditLedgers({ store, bus }, atMs);
  for (const { accountId, cause } of failures) {
    const isExpected = cause instanceof StoreUnavailable || String(cause).includes('the bus is gone');
    if (!isExpected) world.find('I20', `${accountId} can not be audited: ${String(cause)}`);
  }
  if (caughtUp > 0) world.note('the audit caught a projection up');
  for (const { accountId, findings } of breaches)
    if (!world.observer.watched(accountId).isDamaged) world.find('G6', `${accountId} audited: ${findings.join('; ')}`);
}

/** TTL deletes what its time is over, at any time after. */
export function expireItems(world: World): void {
  const { table, random, scheduler, swarm } = world;
  for (const item of table.all()) {
    const ttl = item['ttl'];
    if (typeof ttl !== 'number' || ttl * 1_000 > scheduler.nowMs() || !random.chance(swarm.ttl)) continue;
    if (item.sk.startsWith('KEY#')) world.note('a refusal was forgotten, and its item deleted');
    world.trace.add('ttl', item.pk, item.sk);
    table.expire(item);
  }
}
