/** Planted against limits by policy: for each value, for all that begin alike, and by the day. */
import type { Canary } from '../planted.ts';

export const limitCanaries: readonly Canary[] = [
  {
    name: 'day-not-begun-anew',
    against: 'I27',
    what: 'goes on counting what was used of a limit the day before',
    patches: [
      {
        file: 'shared/domain/account/count-limits.ts',
        search: 'return { ...begunAnew(limit), span:',
        replacement: 'return { ...limit, span:',
      },
    ],
  },
  {
    name: 'each-counted-together',
    against: 'I27',
    what: 'counts all users of a limit for each by one counter',
    patches: [
      {
        file: 'shared/domain/account/limit.ts',
        search: 'return dimension && dimensionOf(dimensions, dimension.name);',
        replacement: "return dimension && dimensionOf(dimensions, dimension.name) && 'anyone';",
      },
    ],
  },
  {
    name: 'prefix-as-value',
    against: 'I3',
    what: 'takes what values begin with for a value',
    patches: [
      {
        file: 'shared/domain/account/limit-scope.ts',
        search: 'value.startsWith(dimension.prefix)',
        replacement: 'value === dimension.prefix',
      },
    ],
  },
  {
    name: 'work-forgotten-at-midnight',
    against: 'I27',
    what: 'forgets what a user’s work has set aside when a limit’s day begins anew',
    patches: [
      {
        file: 'shared/domain/account/count-limits.ts',
        search: 'values?.filter(({ held }) => held > 0)',
        replacement: 'values?.slice(0, 0)',
      },
    ],
  },
  {
    name: 'values-beyond-room',
    against: 'I3',
    what: 'begins to count one user more than a limit for each counts',
    patches: [
      {
        file: 'shared/storage/append-needs.ts',
        search:
          "return one === undefined ? [] : [{ is: 'size<=', path: ['limits'], value: one.namesMax - begun.length }];",
        replacement: 'return [];',
      },
    ],
  },
  {
    name: 'value-begun-twice',
    against: 'I27',
    what: 'begins to count a user whom another has begun to count meanwhile',
    patches: [
      {
        file: 'shared/storage/append-needs.ts',
        search: "if (taken[0]?.begins !== undefined) return { is: 'absent', path };",
        replacement: "if (taken[0]?.begins !== undefined) return { is: 'present', path: ['limits'] };",
      },
    ],
  },
];
