import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryTypes } from '../../../shared/domain/ledger/entry.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { dayMs, startMs } from '../../support/builders/fixtures.ts';
import { play } from '../../support/builders/histories.ts';
import { type Command, commandArbitrary } from '../../support/builders/history-commands.ts';
import { arrives } from '../../support/builders/replayed.ts';

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

it(
  'arrives at the real ledger, to the microcredit, when all happens again as it did',
  () => {
    const replayed = new Set<string>();
    const property = fc.property(months, (commands) => {
      for (const what of arrives(play(commands))) replayed.add(what);
    });
    fc.assert(property, { seed: 20261123, numRuns: histories });

    // A cycle with a repair isn't replayed (R32).
    const left: readonly string[] = [
      'closure',
      'reopening',
      'auto-top-up',
      'repair',
      'subscription',
      'suspension',
      'resumption',
    ];
    const played = entryTypes.filter((type) => !left.includes(type));
    expect([...replayed]).toEqual(expect.arrayContaining([...played, 'from the middle, with open holds']));
  },
  30_000 + 150 * histories,
);
