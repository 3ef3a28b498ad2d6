/** All cases of a scene: every accident at every call that it may befall, and whether the same is asked again, and when. */
import { accidents, canBefall } from './accident.ts';
import { type CasePlan, type Retry, retries } from './play-case.ts';
import type { Scene } from './scene.ts';

/** Calls of the next process before which something late lands; and after all of them. */
const landings = [1, 2, 3, 4, 5, undefined];

/** Calls are numbered by a run in which nothing happens. */
export function* casesOf(scene: Scene, calls: readonly string[]): Generator<CasePlan> {
  for (const [index, method] of calls.entries()) {
    for (const accident of accidents) {
      if (!canBefall(accident, method)) continue;
      for (const retry of Object.keys(retries) as Retry[]) {
        const plan = { call: index + 1, accident, retry };
        if (accident.startsWith('raced')) for (const rival of scene.rivals.keys()) yield { ...plan, rival };
        else if (accident === 'late' && retry !== 'none')
          for (const landsAt of landings) yield landsAt === undefined ? plan : { ...plan, landsAt };
        else yield plan;
      }
    }
  }
}

/** By which a case can be played again. */
export function caseName(scene: Scene, { call, accident, retry, rival, landsAt }: CasePlan): string {
  const parts = [scene.operation, scene.start, `call ${call}`, accident, `retry ${retry}`];
  if (rival !== undefined) parts.push(`rival ${rival}`);
  if (landsAt !== undefined) parts.push(`lands at ${landsAt}`);
  return parts.join(' / ');
}
