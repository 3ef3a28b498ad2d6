import type { Balance } from '../account/account.ts';
import type { Microcredits } from '../amount.ts';
import type { Entry } from '../ledger/entry.ts';
import { cycleCaller, mayShareBoundary } from '../transitions/transition.ts';

/** One entry, or all of a cycle's boundary: what is judged by the balance it leaves. */
export interface Step {
  readonly entries: readonly Entry[];
  /** The last of them. */
  readonly entry: Entry;
  readonly before: Microcredits;
  readonly after: Balance;
  readonly opensCycle: boolean;
}

/** Entries in steps. Complete as long as the entries end where a commit does: a boundary is always one commit's. */
export function stepsOf(entries: readonly Entry[]): readonly Step[] {
  const steps: Step[] = [];
  let start = 0;
  for (const [index, entry] of entries.entries()) {
    const isInBoundary = entry.caller === cycleCaller && entry.cycleStartMs === undefined;
    if (isInBoundary && boundaryAfter(entry, entries, index)) continue;
    const group = entries.slice(start, index + 1);
    const { before } = group[0] ?? entry;
    const opensCycle = entry.cycleStartMs !== undefined && entry.seq > 1;
    steps.push({ entries: group, entry, before, after: entry.after, opensCycle });
    start = index + 1;
  }
  return steps;
}

/** True if an automatic entry belongs to a renewal that follows. */
function boundaryAfter(automatic: Entry, entries: readonly Entry[], index: number): boolean {
  for (let at = index + 1; at < entries.length; at += 1) {
    const entry = entries[at];
    if (entry === undefined || !mayShareBoundary(automatic, entry)) return false;
    if (entry.cycleStartMs !== undefined) return true;
  }
  return false;
}
