/** Pasts of a history, each replayed and held against what really happened. */
import { expect } from 'vitest';
import { planAt } from '../../../shared/domain/catalogue/plan.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { type PastCycles, pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { replay } from '../../../shared/domain/plan-fit/replay.ts';
import { dayMs } from './fixtures.ts';
import { type History, historyPlans } from './histories.ts';

/** The change that an entry made to the books. */
function effect({ seq, type, atMs, cycle, credits, slices, before, after, ...entry }: Entry): object {
  const { uncovered, uncoveredBefore, returned, repaidDebt, repaidOverrun, expiresAtMs } = entry;
  const more = { uncovered, uncoveredBefore, returned, repaidDebt, repaidOverrun, expiresAtMs };
  return { seq, type, atMs, cycle, credits, slices, before, after, ...more };
}

/** Every run of whole cycles that a history ends with, by the ledger whole or from a day before the run begins. */
function pastsOf({ account, entries }: History): readonly PastCycles[] {
  const ended = entries.filter(({ cycle }) => cycle < account.cycle.index);
  const openings = ended.filter(({ cycleStartMs }) => cycleStartMs !== undefined);
  return openings.flatMap(({ atMs, seq }) => {
    const from = seq === 1 ? 0 : Math.max(0, ended.findIndex((entry) => entry.atMs > atMs - dayMs) - 1);
    return pastCycles(account, ended.slice(from)) ?? [];
  });
}

/** Replays every past of a history as it was, and holds the entries against the real ones. */
export function arrives(history: History): readonly string[] {
  const replayed: string[] = [];
  for (const past of pastsOf(history)) {
    const [first] = past.entries;
    const plan = planAt(historyPlans, first?.planId ?? '', first?.atMs ?? 0);
    if (plan === undefined) throw new Error('no plan opens it');

    const { entries, unserved } = replay(past, { kind: 'as-it-was', plan, plans: historyPlans });

    const lastSeq = past.entries.at(-1)?.seq ?? 0;
    expect(entries.filter(({ seq }) => seq <= lastSeq).map(effect)).toEqual(past.entries.map(effect));
    expect(unserved).toEqual([]);
    replayed.push(...entries.map(({ type }) => type));
    if (past.openHolds.length > 0) replayed.push('from the middle, with open holds');
  }
  return replayed;
}
