import type { ServiceHealth } from '../../reading/shapes.ts';

interface FindingText {
  readonly kind: 'error' | 'warning';
  readonly title: string;
  readonly text: string;
}

/** The meaning of each finding, and where it is said what to do. */
export const findingTexts = {
  'alarm-rings': {
    kind: 'error',
    title: 'An alarm rings',
    text: 'Each alarm names the section of the operating guide that says what to do.',
  },
  'breach-found': {
    kind: 'error',
    title: 'The last audit found a ledger in breach',
    text: 'The account is quarantined: nothing changes it until somebody has looked. It is marked among the accounts.',
  },
  'accounts-quarantined': {
    kind: 'error',
    title: 'Accounts are quarantined',
    text: 'Their books disagree, or can’t be read. Nothing changes them until an operator has repaired them or lifted the quarantine.',
  },
  'audit-failed': {
    kind: 'warning',
    title: 'The last audit could not look at every account',
    text: 'Its log says at which and why. The next one tries again.',
  },
  'work-put-aside': {
    kind: 'error',
    title: 'Work was put aside',
    text: 'It failed more often than it is tried. Read the messages, mend the cause and redrive them.',
  },
  'sweep-late': {
    kind: 'warning',
    title: 'Renewals and expiries are written late',
    text: 'Balances are right all the same: every request takes what is due into account.',
  },
  'accounts-parked': {
    kind: 'warning',
    title: 'Accounts are left out of the sweep',
    text: 'They failed lately for a reason of their own, and are tried again within the hour.',
  },
  'audit-late': {
    kind: 'warning',
    title: 'The audit is late',
    text: 'Its log and its schedule say why.',
  },
  'queues-not-measured': {
    kind: 'warning',
    title: 'The queues could not be measured',
    text: 'Whether work was put aside is not known.',
  },
  'alarms-not-measured': {
    kind: 'warning',
    title: 'The alarms could not be asked',
    text: 'Whether one rings is not known.',
  },
} as const satisfies Record<ServiceHealth['findings'][number], FindingText>;
