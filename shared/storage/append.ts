/**
 * An append: records of one or more changes put at the end of an account's tail by one update, which asks for exactly what
 * they depend on. Nobody is refused because of somebody else who appends, as long as there is enough.
 */
import { type Append, type Ask, asks, dueOf, isDueSooner, sumOf } from './append-asks.ts';
import { type LimitTaken, marksOf, weightOf } from './append-draft.ts';
import { leftOfBegun, limitsOf } from './append-needs.ts';
import { accountKey } from './table-keys.ts';
import type { ItemChange, Update } from './update.ts';

export function appendUpdate(append: Append): Update {
  const { accountId, drafts } = append;
  const takes = sumOf(drafts.map((draft) => draft.takes));
  const weight = sumOf(drafts.map(weightOf));
  return {
    key: accountKey(accountId),
    asks: Object.values<Ask>(asks).flatMap((ask) => ask(append)),
    changes: [
      { do: 'append', path: ['tail'], items: drafts.map(({ packed }) => packed) },
      { do: 'include', path: ['marks'], members: drafts.flatMap(marksOf) },
      ...dueChange(append),
      ...(takes === 0 ? [] : [{ do: 'increase', path: ['free'], by: -takes } as const]),
      ...limitsOf(drafts).map(([name, taken]) => limitChange(name, taken)),
      { do: 'increase', path: ['weight'], by: weight },
      { do: 'increase', path: ['writes'], by: 1 },
    ],
  };
}

function limitChange(name: string, taken: readonly LimitTaken[]): ItemChange {
  const path = ['limits', name] as const;
  const left = leftOfBegun(taken);
  return left === undefined
    ? { do: 'increase', path, by: -sumOf(taken.map(({ takes }) => takes)) }
    : { do: 'set', path, value: left };
}

function dueChange(append: Append): Update['changes'] {
  const dueAtMs = dueOf(append);
  return dueAtMs !== undefined && isDueSooner(append) ? [{ do: 'set', path: ['dueAtMs'], value: dueAtMs }] : [];
}
