import type { Signal } from '../../../shared/domain/projections/signal.ts';
import type { EventBus } from '../../../shared/ports/event-bus.ts';
import type { World } from './world.ts';

export interface Bus extends EventBus {
  /** The signals of a subscriber that drops duplicates by id. */
  readonly heard: ReadonlyMap<string, Signal>;
}

/** The event bus: it may be gone, or take what it is given and not say so. */
export function createBus(world: World): Bus {
  const { random, scheduler, swarm } = world;
  const heard = new Map<string, Signal>();
  const isFailing = (): boolean => !world.isCalm() && random.chance(swarm.lostReply);
  return {
    heard,
    publish: async (signals) => {
      await scheduler.turn();
      if (isFailing()) throw new Error('the bus is gone');
      for (const signal of signals) {
        const before = heard.get(signal.id);
        if (before !== undefined) {
          world.note('a signal was published twice');
          if (said(before) !== said(signal)) world.find('I15', `${signal.id} says two things`);
        }
        heard.set(signal.id, signal);
      }
      await scheduler.turn();
      if (isFailing()) throw new Error('the bus is gone');
    },
  };
}

/** A breach is the same however often an audit finds it. */
function said(signal: Signal): string {
  return JSON.stringify(signal.kind === 'ledger-breach' ? { ...signal, atMs: 0 } : signal);
}
