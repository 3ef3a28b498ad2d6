import type { Decider, Fault } from './fault.ts';
import type { Random } from './random.ts';
import type { Swarm } from './swarm.ts';

/** Faults as a seed has them, while the store isn't calm. */
export function seededDecider(random: Random, swarm: Swarm, isCalm: () => boolean): Decider {
  const shares: readonly (readonly [Fault, number])[] = [
    ['throttled', swarm.throttled],
    ['lost-request', swarm.lostRequest],
    ['lost-reply', swarm.lostReply],
    ['retried', swarm.retried],
    ['late', swarm.late],
    ['crash-before', swarm.crash / 2],
    ['crash-after', swarm.crash / 2],
    ['pause-before', swarm.pause / 2],
    ['pause-after', swarm.pause / 2],
  ];
  return {
    fault: ({ method }) => {
      if (isCalm()) return 'none';
      // Writes are where it matters: reads fail half as often.
      const scale = method === 'put' || method === 'putMany' ? 1 : 2;
      let dice = random.fraction() * scale;
      for (const [fault, share] of shares) {
        dice -= share;
        if (dice < 0) return fault;
      }
      return 'none';
    },
    choose: (count) => (isCalm() || !random.chance(swarm.stale) ? 0 : random.below(count)),
  };
}
