import type { Canary } from '../planted.ts';

/** Planted against I26: what a refusal says would help. */
export const waysCanaries: readonly Canary[] = [
  {
    name: 'pack-beside-debt',
    against: 'I26',
    what: 'counts packs without the debt that they repay first',
    patches: [
      {
        file: 'shared/domain/decisions/ways-back.ts',
        search: 'availableFor(account.grants, charge.category) + debt;',
        replacement: 'availableFor(account.grants, charge.category) + debt * 0;',
      },
    ],
  },
  {
    name: 'wait-for-nothing',
    against: 'I26',
    what: 'names the end of whatever hold ends first',
    patches: [
      {
        file: 'shared/domain/decisions/ways-back.ts',
        search: `if (obstacleTo(current, charge) === undefined) return { kind: 'hold-end', atMs };`,
        replacement: `return { kind: 'hold-end', atMs };`,
      },
    ],
  },
  {
    name: 'ways-not-recorded',
    against: 'I26',
    what: 'leaves the ways back out of the record of a refusal',
    patches: [
      {
        file: 'shared/storage/restore-text.ts',
        search: 'return [ways.map(shortened), holdEndsMs];',
        replacement: 'return [ways.slice(0, 0).map(shortened), holdEndsMs];',
      },
    ],
  },
  {
    name: 'limit-raised-too-little',
    against: 'I26',
    what: 'forgets what holds have set aside of a limit that is to be raised',
    patches: [
      {
        file: 'shared/domain/decisions/limit-ways.ts',
        search: 'credits: microcredits(used + held + required)',
        replacement: 'credits: microcredits(used + held * 0 + required)',
      },
    ],
  },
  {
    name: 'refusal-of-another-moment',
    against: 'I26',
    what: 'appends a refusal to another balance than its ways back were reckoned from',
    patches: [
      {
        file: 'shared/storage/append-needs.ts',
        search: `{ is: '=', path: ['free'], value: free },`,
        replacement: `{ is: '<=', path: ['free'], value: free },`,
      },
    ],
  },
];
