export const isUnderMutation = process.env['UNDER_MUTATION'] === 'true';
const shareUnderMutation = 1 / 20;

/** How often to try. Mutants, thousands of them, have to get past the same tests: those try a twentieth as often. */
export function rounds(usually: number): number {
  return isUnderMutation ? Math.ceil(usually * shareUnderMutation) : usually;
}
