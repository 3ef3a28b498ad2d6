/**
 * `npm run brake -- [--days 1000] [--seed 1000000]`: account-days with a loop and as many without, as the brake sees them. Prints the share of loops that were
 * stopped before five usual hours' credits were spent, and the false stops, and fails where the share is below 95 % or more than one day in a thousand
 * without a loop has a stop.
 */
import { parseArgs } from 'node:util';
import { honestDay, loopDay } from './account-days.ts';
import { loopKinds } from './loops.ts';

const { values } = parseArgs({
  options: { days: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1000000' } },
});
const seeds = Array.from({ length: Number(values.days) }, (_, at) => Number(values.seed) + at);
const loops = seeds.flatMap(loopDay);
const isInTime = ({ usualHours }: { readonly usualHours: number }): boolean => usualHours < 5;
const share = loops.filter(isInTime).length / loops.length;
const falseStops = seeds.map((seed) => honestDay(seed + seeds.length)).filter((stops) => stops.length > 0);
for (const kind of loopKinds) {
  const own = loops.filter((each) => each.kind === kind);
  const sorted = own.map(({ usualHours }) => usualHours).sort((a, b) => a - b);
  const [half, most] = [0.5, 0.95].map((part) => sorted[Math.floor(part * sorted.length)]?.toFixed(2));
  console.log(
    `${kind}: ${own.length} loops, ${own.filter(isInTime).length} in time; usual hours spent: ${half} in the median, ${most} in 95 %`,
  );
}
console.log(`loops stopped before five usual hours: ${(100 * share).toFixed(2)} % of ${loops.length}`);
console.log(
  `days without a loop that had a stop: ${falseStops.length} of ${seeds.length} (${falseStops.flat().join(', ')})`,
);
if (share < 0.95 || falseStops.length > seeds.length / 1000) process.exitCode = 1;
