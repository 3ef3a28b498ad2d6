/** The text of a line of the ledger's table, on the page and in the file. */
import type { Sheet } from '../../parts/download-button.tsx';
import type { Entry } from '../../reading/shapes.ts';
import { sumOfCredits } from '../../writing/credits.ts';
import { dimensionsText, entryNames } from '../../writing/words.ts';
import { workText } from '../../writing/work-text.ts';

export interface EntryLine {
  readonly seq: number;
  readonly at: string;
  readonly what: string;
  /** The work that was charged, in words; else the thing that it is about. */
  readonly work: string;
  /** The values of its dimensions. */
  readonly whose: string;
  readonly credits: number;
  /** The change to what was available. */
  readonly change: number;
  readonly available: number;
}

export function entryLine(entry: Entry): EntryLine {
  const { seq, at, credits, after, before, dimensions = {} } = entry;
  return {
    seq,
    at,
    what: entryNames[entry.type],
    work: subjectOf(entry) || workText(entry),
    whose: dimensionsText(dimensions),
    credits,
    change: sumOfCredits([after.available, -before]),
    available: after.available,
  };
}

export function entriesSheet(entries: readonly Entry[]): Sheet {
  return {
    columns: ['seq', 'at', 'what', 'for', 'whose', 'credits', 'change', 'available'],
    rows: entries
      .map(entryLine)
      .map(({ seq, at, what, work, whose, credits, change, available }) => [
        ...[seq, at, what, work, whose],
        ...[credits, change, available],
      ]),
  };
}

/** The thing that it is about, where that isn't work. */
function subjectOf({ packId, planId, reason, reverses, limit, type, lines, kept }: Entry): string {
  if (reverses !== undefined) return `entry ${reverses}`;
  if (lines !== undefined || kept !== undefined) return '';
  return packId ?? reason ?? limit?.limitId ?? (type === 'debit' ? '' : (planId ?? ''));
}
