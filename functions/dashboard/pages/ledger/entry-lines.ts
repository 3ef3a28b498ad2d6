/** The text of a line of the ledger's table, on the page and in the file. */
import type { Sheet } from '../../parts/download-button.tsx';
import type { Entry } from '../../reading/shapes.ts';
import { sumOfCredits } from '../../writing/credits.ts';
import { categoryNames, dimensionsText, entryNames } from '../../writing/words.ts';

export interface EntryLine {
  readonly seq: number;
  readonly at: string;
  readonly what: string;
  readonly category: string;
  readonly subject: string;
  readonly credits: number;
  /** The change to what was available. */
  readonly change: number;
  readonly available: number;
}

export function entryLine(entry: Entry): EntryLine {
  const { seq, at, credits, after, before } = entry;
  return {
    seq,
    at,
    what: entryNames[entry.type],
    category: entry.category === undefined ? '' : categoryNames[entry.category],
    subject: subjectOf(entry),
    credits,
    change: sumOfCredits([after.available, -before]),
    available: after.available,
  };
}

export function entriesSheet(entries: readonly Entry[]): Sheet {
  return {
    columns: ['seq', 'at', 'what', 'category', 'for', 'credits', 'change', 'available'],
    rows: entries
      .map(entryLine)
      .map(({ seq, at, what, category, subject, credits, change, available }) => [
        ...[seq, at, what, category, subject],
        ...[credits, change, available],
      ]),
  };
}

/** The thing or person that it was for, in a few words. */
function subjectOf({ dimensions, lines, kept, packId, planId, reason, reverses, limit }: Entry): string {
  if (dimensions !== undefined) return dimensionsText(dimensions);
  if (reverses !== undefined) return `entry ${reverses}`;
  const sku = lines?.[0]?.sku ?? kept?.[0]?.sku;
  return packId ?? reason ?? sku ?? limit?.limitId ?? planId ?? '';
}
