/** Lets so many pieces of work go on at once. The others wait their turn, first come first served, in a queue without end: bound what is asked for. */
export interface Turnstile {
  pass<T>(work: () => Promise<T>): Promise<T>;
}

export function createTurnstile(atOnceMax: number): Turnstile {
  const waiting: (() => void)[] = [];
  let atOnce = 0;

  return {
    pass: async (work) => {
      if (atOnce < atOnceMax) atOnce += 1;
      // Whoever leaves hands its turn over.
      else await new Promise<void>((go) => waiting.push(go));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) atOnce -= 1;
        else next();
      }
    },
  };
}
