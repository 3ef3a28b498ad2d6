import type { ProblemKind } from './problem-kind.ts';

/** A quarantined account is rolled back to the last entry that can be proved (R32). */
export const repairProblems = {
  'entry-withdrawn': {
    status: 409,
    title: 'What this key did was taken back',
    meaning:
      'It was carried out, or may have been, and a repair of the account (`withdrawnBy`) took it back with entries that could not be proved. It isn’t done again by itself: use a new key.',
    retryable: false,
  },
  'entry-lost': {
    status: 409,
    title: 'The entry of this can’t be told any more',
    meaning:
      'It was carried out, or may have been, and its entry is among those that were lost when the account was repaired (`givenUpBy`): what they did stands in the balance. It isn’t done a second time, nor undone. An operator’s adjustment puts right what is wrong.',
    retryable: false,
  },
  'account-not-quarantined': {
    status: 409,
    title: 'The account is not quarantined',
    meaning: 'Only an account in quarantine is repaired: its books agree, as far as any audit has found.',
    retryable: false,
  },
  'repair-outdated': {
    status: 409,
    title: 'The repair is another than was proposed',
    meaning: 'The last entry that can be proved is not `through`. Read the quarantine again, and look at what it says.',
    retryable: false,
  },
  'not-repairable': {
    status: 409,
    title: 'The account can’t be repaired',
    meaning:
      'Not even its first entry can be proved, or it has been repaired 50 times. Restore its items from a backup, and lift the quarantine.',
    retryable: true,
  },
} as const satisfies Record<
  'entry-withdrawn' | 'entry-lost' | 'account-not-quarantined' | 'repair-outdated' | 'not-repairable',
  ProblemKind
>;
