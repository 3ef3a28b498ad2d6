/** Beginnings and ends of an account's quarantines: they are no entries, since nothing changes an account in quarantine. */
import type { QuarantineReport } from '../../reading/shapes.ts';

export interface QuarantineMark {
  readonly at: string;
  readonly text: string;
  /** Findings, or who ended it and why: for operators. */
  readonly why: string;
}

type Past = QuarantineReport['past'][number];

/** Each one that is over by its beginning and its end, and the one that goes on by its beginning. */
export function quarantineMarks(
  present: Pick<Past, 'since' | 'findings'> | undefined,
  past: readonly Past[],
): readonly QuarantineMark[] {
  const begins = (present === undefined ? past : [present, ...past]).map(({ since, findings }) => ({
    at: since,
    text: 'Put in quarantine: nothing changed the account until somebody had looked',
    why: findings.join(' '),
  }));
  const ends = past.map(({ endedAt, reason, actor }) => ({
    at: endedAt,
    text: 'The quarantine ended: changes went through again',
    why: [reason, actor && `by ${actor}`].filter(Boolean).join(', '),
  }));
  return [...begins, ...ends];
}
