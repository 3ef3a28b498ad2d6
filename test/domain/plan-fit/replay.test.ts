import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Entry, entryTypes } from '../../../shared/domain/entry.ts';
import { planAt } from '../../../shared/domain/plan.ts';
import { type PastCycles, pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { replay } from '../../../shared/domain/plan-fit/replay.ts';
import { dayMs, startMs } from '../../support/fixtures.ts';
import { type Command, commandArbitrary, type History, historyPlans, play } from '../../support/histories.ts';

/** `HISTORIES=10000 npm test -- test/domain/plan-fit/replay.test.ts` takes some minutes. */
const histories = Number(process.env['HISTORIES'] ?? 150);
const hourMs = dayMs / 24;

const busy = fc.array(commandArbitrary, { minLength: 4, maxLength: 16, size: 'max' });

/** Months with something early in them, and something hours before their end that may go on in the next. */
const months = fc
  .array(fc.record({ early: busy, late: busy, leadMs: fc.integer({ min: 1, max: 20 * hourMs }) }), {
    minLength: 2,
    maxLength: 5,
    size: 'max',
  })
  .map((all): readonly Command[] => {
    let atMs = startMs;
    const commands: Command[] = [];
    const follow = (command: Command): void => {
      atMs += command.kind === 'wait' ? command.ms : 1;
      commands.push(command);
    };
    for (const [month, { early, late, leadMs }] of all.entries()) {
      for (const command of early) follow(command.kind === 'wait' ? { ...command, ms: command.ms % dayMs } : command);
      follow({ kind: 'wait', ms: Math.max(0, Date.UTC(2026, 11 + month) - leadMs - atMs) });
      for (const command of late)
        follow(command.kind === 'wait' ? { ...command, ms: command.ms % (6 * hourMs) } : command);
    }
    return commands;
  });

/** What an entry did to the books. */
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

it(
  'arrives at the real ledger, to the microcredit, when all happens again as it did',
  () => {
    const replayed = new Set<string>();
    const property = fc.property(months, (commands) => {
      for (const past of pastsOf(play(commands))) {
        const [first] = past.entries;
        const plan = planAt(historyPlans, first?.planId ?? '', first?.atMs ?? 0);
        if (plan === undefined) throw new Error('no plan opens it');

        const { entries, unserved } = replay(past, { kind: 'as-it-was', plan, plans: historyPlans });

        const lastSeq = past.entries.at(-1)?.seq ?? 0;
        expect(entries.filter(({ seq }) => seq <= lastSeq).map(effect)).toEqual(past.entries.map(effect));
        expect(unserved).toEqual([]);
        for (const { type } of entries) replayed.add(type);
        if (past.openHolds.length > 0) replayed.add('from the middle, with open holds');
      }
    });
    fc.assert(property, { seed: 20261123, numRuns: histories });

    const played = entryTypes.filter((type) => type !== 'closure' && type !== 'auto-top-up');
    expect([...replayed]).toEqual(expect.arrayContaining([...played, 'from the middle, with open holds']));
  },
  30_000 + 150 * histories,
);
