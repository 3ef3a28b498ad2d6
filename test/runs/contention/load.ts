/** Loads on one account: how work comes. */
import { count, newTally, type Tally } from './tally.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Work } from './writer.ts';

export interface Load {
  /** Makes a worker, which does one piece of work at a time. */
  readonly newWorker: () => Promise<Work>;
  readonly time: VirtualTime;
  readonly random: () => number;
}

export interface LoadResult extends Tally {
  /** How long work was asked for; of a burst, until its last answer. */
  readonly ms: number;
  /** Changes that were acknowledged in that time. */
  readonly inTime: number;
}

/** All at once, each from a worker of its own. */
export async function burst({ newWorker, time }: Load, size: number): Promise<LoadResult> {
  const workers = await made(newWorker, size);
  return run(time, undefined, (tally) => Promise.all(workers.map((work) => done(time, tally, work))));
}

/** So many workers, each of which asks again when it has its answer. */
export async function closedLoop({ newWorker, time }: Load, workers: number, forMs: number): Promise<LoadResult> {
  const all = await made(newWorker, workers);
  return run(time, forMs, (tally, untilMs) =>
    Promise.all(
      all.map(async (work) => {
        while (time.nowMs() < untilMs) await done(time, tally, work);
      }),
    ),
  );
}

/** So much a second, however long answers take: arrivals by chance, to a worker that is idle, or to another one. */
export async function openLoop(
  { newWorker, time, random }: Load,
  perSecond: number,
  forMs: number,
  beside: () => Promise<unknown> = async () => {},
): Promise<LoadResult> {
  const idle = await made(newWorker, idleAtStart);
  return run(time, forMs, async (tally, untilMs) => {
    const running: Promise<unknown>[] = [beside()];
    for (;;) {
      await time.sleep((-Math.log(1 - random()) * 1_000) / perSecond);
      if (time.nowMs() >= untilMs) break;
      const work = idle.pop() ?? (await newWorker());
      running.push(done(time, tally, work).then(() => idle.push(work)));
    }
    await Promise.all(running);
  });
}

/** Enough for most loads: making one takes time, in which nothing arrives. */
const idleAtStart = 64;

function made(newWorker: () => Promise<Work>, many: number): Promise<Work[]> {
  return Promise.all(Array.from({ length: many }, newWorker));
}

async function run(
  time: VirtualTime,
  forMs: number | undefined,
  load: (tally: Tally, untilMs: number) => Promise<unknown>,
): Promise<LoadResult> {
  const tally = newTally();
  const startedMs = time.nowMs();
  const untilMs = startedMs + (forMs ?? Number.POSITIVE_INFINITY);
  const inTime = time.sleep(forMs ?? 0).then(() => tally.latenciesMs.length);
  await load(tally, untilMs);
  return forMs === undefined
    ? { ...tally, ms: time.nowMs() - startedMs, inTime: tally.latenciesMs.length }
    : { ...tally, ms: forMs, inTime: await inTime };
}

async function done(time: VirtualTime, tally: Tally, work: Work): Promise<void> {
  const askedMs = time.nowMs();
  const answer = await work();
  count(tally, answer, time.nowMs() - askedMs);
}
