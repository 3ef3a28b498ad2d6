import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planAt } from '../../../shared/domain/catalogue/plan.ts';
import { type Entry, entryTypes } from '../../../shared/domain/ledger/entry.ts';
import { type PastCycles, pastCycles } from '../../../shared/domain/plan-fit/past-cycles.ts';
import { replay } from '../../../shared/domain/plan-fit/replay.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import {
  type Command,
  commandArbitrary,
  type History,
  historyPlans,
  play,
  timeline,
} from '../../support/builders/histories.ts';

/** `HISTORIES=10000 npm test -- test/domain/plan-fit/replay.test.ts` takes some minutes. */
const histories = Number(process.env['HISTORIES'] ?? 150);

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
function arrives(history: History): readonly string[] {
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

it(
  'arrives at the real ledger, to the microcredit, when all happens again as it did',
  () => {
    const replayed = new Set<string>();
    const property = fc.property(months, (commands) => {
      for (const what of arrives(play(commands))) replayed.add(what);
    });
    fc.assert(property, { seed: 20261123, numRuns: histories });

    const played = entryTypes.filter((type) => type !== 'closure' && type !== 'auto-top-up');
    expect([...replayed]).toEqual(expect.arrayContaining([...played, 'from the middle, with open holds']));
  },
  30_000 + 150 * histories,
);

const credit = 1_000_000;
const spent = [400, 400, 100].map((amount, index) => {
  return [29.5 + index / 100, { kind: 'debit', amount: amount * credit }] as const;
});
const bought = { kind: 'purchase', packId: 'burst-100', payment: 1 } as const;
const nextMonths = [
  [61, { kind: 'debit', amount: credit }],
  [92, { kind: 'debit', amount: credit }],
] as const;

function held(lifeMs: number, completes = false): Command {
  return { kind: 'authorize', amount: 100 * credit, lifeMs, completes };
}

function report(hold: number, amount: number, kind: 'report' | 'capture' | 'capture-late' = 'report'): Command {
  return { kind, hold, amount: amount * credit };
}

it.each<readonly [string, string, readonly (readonly [number, Command])[]]>([
  [
    'work that was told to pause with nothing left, and went on in the next cycle',
    'extension',
    [[29.4, held(dayMs)], ...spent, [29.9, report(0, 180)], [30.1, report(0, 190)], [30.2, report(0, 260, 'capture')]],
  ],
  [
    'work that overran before the boundary and used less in the end',
    'capture',
    [[29.4, held(dayMs, true)], ...spent, [29.9, report(0, 180)], [30.2, report(0, 130, 'capture')]],
  ],
  [
    'work that overran and was never captured',
    'hold-expiry',
    [[29.4, held(dayMs, true)], ...spent, [29.9, report(0, 180)], [30.1, report(0, 150)]],
  ],
  [
    'holds that expire in one instant, each with use of its own',
    'hold-expiry',
    [
      ...[0, 1, 2, 3].map((index) => [29.6, held(dayMs / 2 - index)] as const),
      ...[0, 1, 2, 3].map((index) => [29.7, report(index, 20 + index)] as const),
      [30.05, report(2, 130)],
    ],
  ],
  [
    'work that was charged late, in the next cycle',
    'debit',
    [
      [29.6, held(dayMs / 4)],
      [29.7, report(0, 40)],
      [30.3, report(0, 90, 'capture-late')],
    ],
  ],
  [
    'a payment of the cycle before that is charged back, spent or not, and refunded after it',
    'chargeback',
    [[3, bought], ...spent, [35, { kind: 'charge-back', payment: 1 }], [36, { kind: 'refund', payment: 1 }]],
  ],
  [
    'a payment that is refunded and then charged back',
    'refund',
    [
      [33, bought],
      [34, { kind: 'debit', amount: 400 * credit }],
      [35, { kind: 'refund', payment: 1 }],
      [36, { kind: 'charge-back', payment: 1 }],
    ],
  ],
  [
    'a payment that is charged back after its credits were spent',
    'chargeback',
    [
      [33, bought],
      ...[400, 400, 250].map((amount) => [34, { kind: 'debit', amount: amount * credit }] as const),
      [35, { kind: 'charge-back', payment: 1 }],
      [36, { ...bought, payment: 2 }],
    ],
  ],
  [
    'debits of the cycle before and of this one that are reversed',
    'reversal',
    [
      [29, { kind: 'debit', amount: 30 * credit }],
      [31, { kind: 'debit', amount: 40 * credit }],
      [32, { kind: 'reverse', back: 0 }],
      [33, { kind: 'reverse', back: 4 }],
      [34, { kind: 'reverse', back: 5 }],
    ],
  ],
  [
    'adjustments, a change of plans at once and one that waits',
    'plan-change',
    [
      [31, { kind: 'adjust', amount: 7 * credit }],
      [32, { kind: 'remove', amount: 9 * credit }],
      [33, { kind: 'change-plan', planId: 'large', when: 'now' }],
      [34, { kind: 'change-plan', planId: 'small', when: 'next-cycle' }],
    ],
  ],
  [
    'something kept across boundaries, more of it than there were credits for',
    'accrual',
    [
      [20.4, { kind: 'keep', usage: 0, gigabytes: 3_000 }],
      [40.2, { kind: 'end', usage: 0 }],
    ],
  ],
])('arrives at it after %s', (_what, type, told) => {
  expect(arrives(play(timeline([...told, ...nextMonths])))).toContain(type);
});
