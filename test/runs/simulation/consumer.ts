/** The table's stream and its consumer: behind, in pieces, twice, out of order, or with a day's records gone. */
import { present } from '../../../shared/domain/present.ts';
import { projectCommits } from '../../../shared/operations/project-commits.ts';
import type { Commit as StreamCommit } from '../../../shared/operations/reading/commit.ts';
import { StoreUnavailable } from '../../../shared/storage/table.ts';
import type { Bus } from './bus.ts';
import type { Fleet } from './fleet.ts';
import type { World } from './world.ts';

export interface Stream {
  /** Delivers some of what is there to a process; what it doesn't take in comes again. */
  deliver(): Promise<void>;
  /** Delivers until nothing is left. */
  drain(): Promise<void>;
  /** Records that nobody consumed in time. */
  readonly lost: ReadonlySet<string>;
}

const batchMax = 8;
const deliveriesMax = 200;
const patienceMs = 60_000;
/** Deliveries while clients are at work. */
const runsMax = 40;

export function createStream(world: World, fleet: Fleet, bus: Bus): Stream {
  const { random, scheduler, swarm } = world;
  const records = new Map<string, StreamCommit[]>();
  const lost = new Set<string>();

  world.onCommit(({ watched, before, after }) => {
    const waiting = records.get(watched.accountId) ?? [];
    records.set(watched.accountId, waiting);
    waiting.push({ ...present({ before }), after });
  });

  /** A stream keeps its records for a day: of a consumer that is down for longer, some are gone for good. */
  function forget(accountId: string, waiting: StreamCommit[]): void {
    if (world.isCalm() || !random.chance(swarm.lost / 8)) return;
    const gone = waiting.splice(0, random.below(waiting.length + 1));
    if (gone.length === 0) return;
    lost.add(accountId);
    world.note('commits were never told');
  }

  function batchOf(waiting: readonly StreamCommit[]): StreamCommit[] {
    const batch = waiting.slice(0, 1 + random.below(batchMax));
    if (world.isCalm()) return batch;
    if (random.chance(swarm.doubled)) {
      world.note('a commit was told twice');
      batch.push(...batch.slice(0, 2));
    }
    if (batch.length > 1 && random.chance(swarm.disordered)) {
      world.note('commits were told out of order');
      batch.reverse();
    }
    return batch;
  }

  async function deliver(): Promise<void> {
    const [accountId, waiting] = random.pick([...records]) ?? ['', []];
    forget(accountId, waiting);
    if (waiting.length === 0) {
      records.delete(accountId);
      return;
    }
    const batch = batchOf(waiting);
    const { store, clockMs, turn } = fleet.any();
    const consumed = turn()
      .then(() => projectCommits({ store, bus, nowMs: clockMs }, batch))
      .then(
        () => true,
        (cause: unknown) => {
          if (!isOutage(cause) && !world.observer.watched(accountId).isDamaged)
            world.find('I18', `${accountId} can not be projected: ${String(cause)}`);
          return false;
        },
      );
    const isDone = await Promise.race([consumed, scheduler.sleep(patienceMs).then(() => false)]);
    world.trace.add('told stream', accountId, batch.length, isDone ? 1 : 0);
    // Delivered again from there, or once more for no reason at all.
    if (isDone && !(!world.isCalm() && random.chance(swarm.doubled / 2))) waiting.splice(0, new Set(batch).size);
    if (waiting.length === 0) records.delete(accountId);
  }

  return {
    lost,
    deliver: async () => {
      if (records.size > 0) await deliver();
    },
    drain: async () => {
      for (let count = 0; records.size > 0 && count < deliveriesMax; count += 1) await deliver();
      if (records.size > 0 && world.observer.all().every(({ isDamaged }) => !isDamaged))
        world.find('I18', 'the stream can not be drained');
    },
  };
}

/** Runs for as long as clients do, now close behind them and now far. */
export async function runConsumer(world: World, stream: Stream, isOver: () => boolean): Promise<void> {
  const { random, scheduler } = world;
  for (let run = 0; run < runsMax && !isOver(); run += 1) {
    await scheduler.sleep(random.below(random.pick([10, 1_000, 600_000, 7_200_000])));
    if (!isOver()) await stream.deliver();
  }
}

function isOutage(cause: unknown): boolean {
  return cause instanceof StoreUnavailable || (cause instanceof Error && cause.message === 'the bus is gone');
}
