/** Steps that are taken one after the other for as long as something waits, in one run at a time. */
export interface OneRun {
  /** Begins, unless a run goes on already. */
  start(): void;
  /** Resolves once none goes on. */
  settled(): Promise<void>;
}

/** Begins after whoever starts it has gone on, so that what is sent together comes together. What comes as a run ends is part of it, or begins the next. */
export function oneRun(isWaiting: () => boolean, step: () => Promise<void>): OneRun {
  let running: Promise<void> | undefined;
  async function run(): Promise<void> {
    await Promise.resolve();
    try {
      while (isWaiting()) await step();
    } finally {
      running = undefined;
    }
  }
  return {
    start: () => {
      running ??= run();
    },
    settled: async () => {
      while (running !== undefined) await running;
    },
  };
}
