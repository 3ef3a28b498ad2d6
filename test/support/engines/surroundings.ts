/** Surroundings in which nothing waits and nothing is left to chance. */
export const stillSurroundings = { sleep: async () => {}, random: () => 0.5, monotonicMs: () => 0 };
