/** One history: everyone does what they do under faults, then the faults end and everything must come right by itself. */
import { createStore } from '../../../shared/storage/store.ts';
import { createBus } from './bus.ts';
import { publish } from './catalogue.ts';
import { insist, type Market, type MutableKnown, runClient } from './client.ts';
import { createStream, runConsumer } from './consumer.ts';
import { countOccasions } from './count-occasions.ts';
import { runDamage } from './damage.ts';
import { createFleet } from './fleet.ts';
import { createQueue, type Jobs, runJobs } from './jobs.ts';
import { runRaces } from './races.ts';
import type { SimRequest } from './request-kinds.ts';
import { drawRequest } from './requests.ts';
import { settleDown } from './settle-down.ts';
import type { Sometimes } from './sometimes.ts';
import { createWorld, type Violation, type World } from './world.ts';

export interface HistoryResult {
  readonly seed: number;
  readonly hash: string;
  readonly violation: Violation | undefined;
  /** Lines of the trace: of a history that failed, how it ended; of a traced one, all of it. */
  readonly lines: readonly string[];
}

export interface HistoryOptions {
  readonly seed: number;
  readonly sometimes: Sometimes;
  readonly isTraced?: boolean;
}

export async function runHistory({ seed, sometimes, isTraced = false }: HistoryOptions): Promise<HistoryResult> {
  const world = createWorld({ seed, sometimes, isTraced });
  await publish(createStore(world.table, { sleep: async () => {}, random: () => 0, monotonicMs: () => 0 }));
  let isEnded = false;
  const ended = live(world).then(
    () => {
      isEnded = true;
    },
    (cause: unknown) => {
      world.find('I20', `the history threw ${cause instanceof Error ? cause.stack : String(cause)}`);
      isEnded = true;
    },
  );
  try {
    await world.scheduler.run(() => isEnded || world.violation() !== undefined);
    if (isEnded) await ended;
  } catch (cause) {
    world.find('I20', String(cause));
  }
  const { trace } = world;
  return { seed, hash: trace.hash(), violation: world.violation(), lines: trace.lines };
}

async function live(world: World): Promise<void> {
  const { random, swarm, accountIds } = world;
  countOccasions(world);
  const known = new Map(
    accountIds.map((id): [string, MutableKnown] => [
      id,
      { holdIds: [], paymentIds: [], seqs: [], endingsMs: [], giftIds: [] },
    ]),
  );
  const fleet = createFleet(world, 'api', swarm.processes);
  const sent: SimRequest[] = [];
  const market: Market = { world, fleet, accountIds, sent, known };
  const bus = createBus(world);
  const workers = createFleet(world, 'worker', 2);
  const jobs: Jobs = { world, fleet: workers, queue: createQueue(world), bus };
  const stream = createStream(world, createFleet(world, 'stream', 1), bus);

  for (const accountId of accountIds) {
    const opening = drawRequest(accountId, `open-${accountId}`, 'open', random, {
      holdIds: [],
      paymentIds: [],
      seqs: [],
      endingsMs: [],
      giftIds: [],
    });
    sent.push(opening);
    await insist(market, opening);
  }
  let areClientsDone = false;
  const isOver = (): boolean => areClientsDone;
  const others = [runJobs(jobs, isOver), runConsumer(world, stream, isOver), runDamage(world, accountIds)];
  await Promise.all(Array.from({ length: swarm.clients }, (_, at) => runClient(market, `client-${at + 1}`)));
  await runRaces(market);
  areClientsDone = true;
  await Promise.all(others);
  await settleDown({ market, jobs, stream, bus });
}
