/** How long calls take here: stated, so that everything that is compared has the same. */
export const readMs = 3;
export const writeMs = 5;
/** A call takes this share more or less, evenly drawn. */
export const spread = 0.3;

export function drawnMs(ms: number, random: () => number): number {
  return ms * (1 - spread + 2 * spread * random());
}
