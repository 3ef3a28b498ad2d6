import type { Surface } from '../fault.ts';

export interface Life {
  readonly surface: Surface;
  readonly meanwhile: () => Promise<void>;
  /** Resolves when the process crashes. */
  readonly crashed: Promise<'crashed'>;
  /** Tells whether something is still on its way. */
  hasLate(): boolean;
  /** Lands what is late. */
  land(): void;
}

/** The life of a process, up to its crash, and what it had sent that is still on its way. */
export function createLife(meanwhile: () => Promise<void>): Life {
  const late: (() => void)[] = [];
  const death = Promise.withResolvers<'crashed'>();
  let isDead = false;
  return {
    surface: {
      turn: async () => {},
      freeze: meanwhile,
      later: (work) => {
        late.push(work);
      },
      isDead: () => isDead,
      crash: () => {
        isDead = true;
        death.resolve('crashed');
      },
    },
    meanwhile,
    crashed: death.promise,
    hasLate: () => late.length > 0,
    land: () => {
      for (const work of late.splice(0)) work();
    },
  };
}
