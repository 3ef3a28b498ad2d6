/** A process of the service: a store of its own, a clock of its own, and an end of its own. */
import { type CreditStore, createStore } from '../../../shared/storage/store.ts';
import type { Table } from '../../../shared/storage/table.ts';
import type { Way } from './counted-calls.ts';
import { countCalls, noting, withoutEmptyShards } from './counted-calls.ts';
import { type Surface, tameDecider } from './fault.ts';
import { createFaultyTable } from './faulty-table.ts';
import { createNextStore } from './next-store.ts';
import { seededDecider } from './seeded-decider.ts';
import type { World } from './world.ts';

export interface SimProcess {
  readonly name: string;
  readonly store: CreditStore;
  readonly isNext: boolean;
  clockMs(): number;
  isDead(): boolean;
  /** A scheduling point that a dead process doesn't come back from. */
  turn(): Promise<void>;
}

/** How long a process may be frozen, and a request be on its way. */
const frozenMs = [500, 20_000, 30 * 60_000];
const lateMs = [300, 20_000, 10 * 60_000];

export interface ProcessOptions {
  readonly isTame?: boolean;
}

export function createProcess(world: World, name: string, { isTame = false }: ProcessOptions = {}): SimProcess {
  const { random, scheduler, swarm, trace } = world;
  let skewMs = isTame ? 0 : Math.round((random.fraction() * 2 - 1) * swarm.skewMs);
  let isDead = false;
  const isNext = !isTame && random.chance(swarm.next);
  const way: Way = { isNext, unheard: new WeakSet(), isLanding: false };
  const clockMs = (): number => {
    if (!isTame && swarm.skewMs > 0 && random.chance(0.02))
      skewMs = Math.round((random.fraction() * 2 - 1) * swarm.skewMs);
    return scheduler.nowMs() + skewMs;
  };
  const surface: Surface = {
    turn: scheduler.turn,
    freeze: async () => {
      trace.add('freeze', name);
      await scheduler.sleep(random.below(random.pick(frozenMs)));
      if (!isDead) world.note('a process was frozen and went on');
    },
    later: (work) => {
      void scheduler.sleep(random.below(random.pick(lateMs))).then(() => {
        trace.add('lands', name);
        way.isLanding = true;
        work();
        way.isLanding = false;
      });
    },
    isDead: () => isDead,
    crash: () => {
      trace.add('crash', name);
      isDead = true;
    },
  };
  const decider = isTame ? tameDecider : noting(world, name, seededDecider(random, swarm, world.isCalm), way.unheard);
  const table = withoutEmptyShards(
    world,
    createFaultyTable(isTame ? world.table : countCalls(world, way), decider, surface),
  );
  const surroundings = {
    sleep: async (ms: number): Promise<void> => {
      await scheduler.sleep(ms);
      if (isDead) await new Promise(() => {});
    },
    random: random.fraction,
    monotonicMs: scheduler.nowMs,
  };
  const create: (table: Table, given: typeof surroundings) => CreditStore = isNext ? createNextStore : createStore;
  return {
    name,
    isNext,
    store: create(table, surroundings),
    clockMs,
    isDead: () => isDead,
    turn: async () => {
      await scheduler.turn();
      if (isDead) await new Promise(() => {});
    },
  };
}
