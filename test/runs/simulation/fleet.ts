/** The processes of a history: one that ended is followed by another. */
import { createProcess, type SimProcess } from './sim-process.ts';
import type { World } from './world.ts';

export interface Fleet {
  /** A living process, any of them. */
  any(): SimProcess;
}

export function createFleet(world: World, name: string, size: number): Fleet {
  let made = 0;
  const next = (): SimProcess => {
    made += 1;
    return createProcess(world, `${name}-${made}`);
  };
  const processes: SimProcess[] = Array.from({ length: size }, next);
  return {
    any: () => {
      const at = world.random.below(size);
      const found = processes[at];
      // Now and then one is replaced that hasn't ended: a deployment.
      if (found !== undefined && !found.isDead() && !world.random.chance(0.02)) return found;
      const fresh = next();
      processes[at] = fresh;
      return fresh;
    },
  };
}
