/** How much an append needs of what there is, and of spending limits. */
import type { AppendDraft, Lacking, LimitTaken } from './append-draft.ts';
import type { Condition } from './update.ts';

export function lackingAsks({ free, limits }: Lacking): readonly Condition[] {
  return [
    { is: '=', path: ['free'], value: free },
    ...limits.map(([name, left]): Condition => ({ is: '=', path: ['limits', name], value: left })),
  ];
}

/** The amounts that some drafts take of each limit, in their order. */
export function limitsOf(drafts: readonly AppendDraft[]): readonly (readonly [string, readonly LimitTaken[]])[] {
  const taken = new Map<string, LimitTaken[]>();
  for (const each of drafts.flatMap(({ limits = [] }) => limits))
    taken.set(each.name, [...(taken.get(each.name) ?? []), each]);
  return [...taken];
}

/** The amount that must be there for each to find enough in its turn: what one gives back is there only for those after it. */
export function neededFor(taken: readonly Pick<LimitTaken, 'takes' | 'isAsked'>[]): number {
  let sum = 0;
  let needed = 0;
  for (const { takes, isAsked } of taken) {
    sum += takes;
    if (isAsked && takes > 0) needed = Math.max(needed, sum);
  }
  return needed;
}
