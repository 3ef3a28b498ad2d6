/**
 * An append and the filing that it makes due as one write, on condition that nobody has written since: what a process does that
 * is alone with an account. The item is as if the tail had been filed first, and the records appended after that.
 */
import { emptyLog, encodeAccount, type LoadedAccount } from './account-item.ts';
import { type Append, dueOf, sumOf } from './append-asks.ts';
import { marksOf, weightOf } from './append-draft.ts';
import { leftOfBegun, limitsOf } from './append-needs.ts';
import { type EscrowedAccount, spentMarks } from './file-tail.ts';
import { afterFiling } from './ordered-key.ts';
import type { Item } from './table-keys.ts';

export function filedAppend({ account, log, escrow, version }: EscrowedAccount, { drafts }: Append): Item {
  const { free = 0, limits, marks, watermark } = escrow;
  const spent = new Set(spentMarks({ log, escrow }));
  const left = new Map(Object.entries(limits ?? {}));
  for (const [name, taken] of limitsOf(drafts))
    left.set(name, leftOfBegun(taken) ?? (left.get(name) ?? 0) - sumOf(taken.map(({ takes }) => takes)));
  const filed: LoadedAccount = {
    account,
    version: version + 1,
    log: { ...emptyLog, filed: { seq: account.seq, hash: account.headHash } },
    escrow: {
      ...escrow,
      free: free - sumOf(drafts.map(({ takes }) => takes)),
      limits: limits && Object.fromEntries(left),
      dueAtMs: Math.min(escrow.dueAtMs, dueOf({ drafts }) ?? escrow.dueAtMs),
      weight: sumOf(drafts.map(weightOf)),
      filings: escrow.filings + 1,
      marks: new Set([...[...marks].filter((mark) => !spent.has(mark)), ...drafts.flatMap(marksOf)]),
      watermark: afterFiling(watermark, [...log.entries, ...log.notes]),
      tail: drafts.map(({ text }) => text),
    },
  };
  return encodeAccount(filed);
}
