/**
 * `npm run subscriptions -- [--lives 10000] [--seed N]`: random lives of subscriptions, delivered at random to one account each: lost, days late,
 * doubled and out of order, then listed once more. Laws are held at each delivery, and in the end the account must be where the provider
 * is. Prints what was seen, and the seed of the first that isn't so.
 */
import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { subscriptionLife } from '../../support/builders/subscription-lives.ts';
import { type Lived, liveSubscription } from '../../support/service/live-subscription.ts';

const { values } = parseArgs({
  options: { lives: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const batch = 500;
const lives = Number(values.lives);
const seen = { lives: 0, events: 0, deliveries: 0, openedInTime: 0 };
const entriesOf = new Map<string, number>();

function count({ events, deliveries, openings, entries }: Lived): void {
  seen.lives += 1;
  seen.events += events;
  seen.deliveries += deliveries;
  seen.openedInTime += openings;
  for (const { type } of entries) entriesOf.set(type, (entriesOf.get(type) ?? 0) + 1);
}

for (let seed = Number(values.seed); seen.lives < lives; seed += 1) {
  await fc.assert(
    fc.asyncProperty(subscriptionLife, async (life) => count(await liveSubscription(life))),
    { seed, numRuns: Math.min(batch, lives - seen.lives), endOnFailure: true },
  );
  console.error(`${seen.lives} lives`);
}
console.log(JSON.stringify({ ...seen, entries: Object.fromEntries([...entriesOf].toSorted()) }));
