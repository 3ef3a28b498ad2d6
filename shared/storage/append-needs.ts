/** How much an append needs of what there is, and of spending limits. */
import type { AppendDraft, Lacking, LimitTaken } from './append-draft.ts';
import type { Condition } from './update.ts';

export function lackingAsks({ free, limits, uncounted }: Lacking): readonly Condition[] {
  return [
    { is: '=', path: ['free'], value: free },
    ...limits.map(([name, left]): Condition => ({ is: '=', path: ['limits', name], value: left })),
    ...(uncounted === undefined ? [] : uncountedAsks(uncounted)),
  ];
}

/** Values that nobody counts yet, and room for them, or none. */
function uncountedAsks({ names, namesMax, isRoom }: Required<Lacking>['uncounted']): readonly Condition[] {
  const most = namesMax - names.length;
  return [
    ...names.map((name): Condition => ({ is: 'absent', path: ['limits', name] })),
    isRoom ? { is: 'size<=', path: ['limits'], value: most } : { is: 'size>=', path: ['limits'], value: most + 1 },
  ];
}

/** Asks that a limit has what is taken of it; and of a value that is counted from now on, that nobody counts it yet. */
export function limitAsks(name: string, taken: readonly LimitTaken[]): Condition {
  const path = ['limits', name] as const;
  if (taken[0]?.begins !== undefined) return { is: 'absent', path };
  const needed = neededFor(taken);
  return needed > 0 ? { is: '>=', path, value: needed } : { is: 'present', path };
}

/** Asks that there is room for the values that some drafts are the first of. */
export function roomAsks(limits: readonly (readonly [string, readonly LimitTaken[]])[]): readonly Condition[] {
  const begun = limits.flatMap(([, [first]]) => first?.begins ?? []);
  const [one] = begun;
  return one === undefined ? [] : [{ is: 'size<=', path: ['limits'], value: one.namesMax - begun.length }];
}

/** The amount left of a limit once all have taken of it; undefined of one that was counted before. */
export function leftOfBegun(taken: readonly LimitTaken[]): number | undefined {
  const begins = taken[0]?.begins;
  return begins && taken.reduce((left, { takes }) => left - takes, begins.left);
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
