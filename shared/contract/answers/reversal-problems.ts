import type { ProblemKind } from './problem-kind.ts';

/** A charge is undone in parts, up to the whole (R24). */
export const reversalProblems = {
  'entry-not-reversible': {
    status: 409,
    title: 'The entry charges nothing',
    meaning: 'Debits, captures, expired holds and accruals can be reversed.',
    retryable: false,
  },
  'entry-reversed': {
    status: 409,
    title: 'The charge is reversed already',
    meaning: 'All of it was given back; `reversedBy` is the last entry that did.',
    retryable: false,
  },
  'reversal-too-large': {
    status: 409,
    title: 'More than is left of the charge',
    meaning: 'At most `reversible` credits of it are not reversed yet. Nothing was given back.',
    retryable: false,
  },
  'usage-not-charged': {
    status: 409,
    title: 'More usage than is left of the charge',
    meaning: 'The entry charges less of `sku`, or the rest is reversed already. Nothing was given back.',
    retryable: false,
  },
} as const satisfies Record<
  'entry-not-reversible' | 'entry-reversed' | 'reversal-too-large' | 'usage-not-charged',
  ProblemKind
>;
