/** The parts of a past that are judged again on another plan, and what is judged together. */

import { describe, expect, it } from 'vitest';
import { amountMaxMicrocredits, microcredits } from '../../../shared/domain/amount.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { compact } from '../../../shared/domain/plan-fit/compaction.ts';
import { type Happening, happeningsIn } from '../../../shared/domain/plan-fit/happenings.ts';
import { hourMs } from '../../../shared/domain/time.ts';
import { credits, startMs } from '../../support/builders/fixtures.ts';

let seq = 1;

function at(hour: number, type: Entry['type'], amount: number, told: Partial<Entry> = {}): Entry {
  seq += 1;
  const atMs = startMs + hour * hourMs;
  return { seq, type, atMs, cycle: 0, credits: credits(amount), slices: [], ...told } as Entry;
}

function ofHold(holdId: string): Pick<Entry, 'hold'> {
  return { hold: { holdId } } as Pick<Entry, 'hold'>;
}

/** Each step that is left, by hour, what it is and how much. */
function remaining(...entries: readonly Entry[]): readonly (readonly [number, string, number])[] {
  return compact(happeningsIn(entries)).map((happening) => [
    (happening.atMs - startMs) / hourMs,
    'entry' in happening ? happening.entry.type : happening.kind,
    creditsOf(happening) / 1e6,
  ]);
}

function creditsOf(happening: Happening): number {
  return 'entry' in happening ? happening.entry.credits : happening.credits;
}

describe('debits', () => {
  it('of the same three hours are one, at the time of the last', () => {
    expect(remaining(at(0, 'debit', 1), at(2.9, 'debit', 2), at(3, 'debit', 4), at(5, 'debit', 8))).toEqual([
      [2.9, 'debit', 3],
      [5, 'debit', 12],
    ]);
  });

  it('of two cycles stay apart, and so do those that were reversed later', () => {
    expect(remaining(at(0, 'debit', 1), at(1, 'debit', 2, { cycle: 1 }))).toHaveLength(2);
    const [first, undone] = [at(0, 'debit', 1), at(1, 'debit', 2)];
    expect(remaining(first, undone, at(2, 'debit', 4), at(9, 'reversal', 2, { reverses: undone.seq }))).toEqual([
      [0, 'debit', 1],
      [1, 'debit', 2],
      [2, 'debit', 4],
      [9, 'reversal', 2],
    ]);
  });

  it('with anything between them stay apart', () => {
    expect(remaining(at(0, 'debit', 1), at(0.5, 'correction', 1), at(1, 'debit', 2))).toHaveLength(3);
    expect(remaining(at(0, 'debit', 1), at(0.5, 'limit', 0), at(1, 'debit', 2))).toEqual([[1, 'debit', 3]]);
  });

  it('are joined up to the largest amount there is, and no further', () => {
    const all = { credits: amountMaxMicrocredits as Entry['credits'] };
    const most = { credits: microcredits(amountMaxMicrocredits - 1_000_000) };

    expect(remaining(at(0, 'debit', 1), at(1, 'debit', 0, most))).toHaveLength(1);
    expect(remaining(at(0, 'debit', 1), at(1, 'debit', 0, all))).toHaveLength(2);
  });
});

describe('what belongs to the plan there was', () => {
  it.each(['plan-change', 'refund', 'chargeback', 'standing-usage', 'limit', 'auto-top-up'] as const)(
    'is left out: %s',
    (type) => {
      expect(remaining(at(0, type, 1))).toEqual([]);
    },
  );

  it('is left out: a pack; an operator’s gift stays', () => {
    expect(remaining(at(0, 'grant', 5, { packId: 'pack' }), at(1, 'grant', 6))).toEqual([[1, 'grant', 6]]);
  });
});

describe('a hold', () => {
  const held = ofHold('hold_1');

  it('of one cycle is a debit of what was captured, or of what it had reported when it expired', () => {
    expect(remaining(at(0, 'hold', 9, held), at(1, 'extension', 4, held), at(7, 'capture', 6, held))).toEqual([
      [7, 'debit', 6],
    ]);
    expect(remaining(at(0, 'hold', 9, held), at(7, 'hold-expiry', 2, held))).toEqual([[7, 'debit', 2]]);
  });

  it('that used nothing is nothing', () => {
    expect(remaining(at(0, 'hold', 9, held), at(7, 'release', 9, held))).toEqual([]);
    expect(remaining(at(0, 'hold', 9, held), at(7, 'capture', 0, held))).toEqual([]);
  });

  it('that went on into the next cycle, or began before the past does, stays a hold', () => {
    const across = [at(0, 'hold', 9, held), at(7, 'capture', 6, { ...held, cycle: 1 })];
    expect(remaining(...across).map(([, type]) => type)).toEqual(['hold', 'capture']);
    expect(remaining(at(7, 'capture', 6, held)).map(([, type]) => type)).toEqual(['capture']);
    const other = [at(0, 'hold', 1, ofHold('hold_2')), at(2, 'release', 1, ofHold('hold_2'))];
    expect(remaining(...across, ...other).map(([, type]) => type)).toEqual(['hold', 'capture']);
  });

  it('charged late is the debit that it was', () => {
    expect(remaining(at(9, 'debit', 3, held))).toEqual([[9, 'debit', 3]]);
    const expired = [at(0, 'hold', 9, held), at(1, 'hold-expiry', 0, held), at(33, 'debit', 3, { ...held, cycle: 1 })];
    expect(remaining(...expired)).toEqual([[33, 'debit', 3]]);
  });
});

describe('what was kept over time', () => {
  const kept = (...spans: readonly (readonly [number, number])[]): Pick<Entry, 'kept'> => ({
    kept: spans.map(([from, until]) => ({
      usageId: 'logs',
      sku: 'platform.logs',
      quantity: 1n,
      fromMs: startMs + from * hourMs,
      untilMs: startMs + until * hourMs,
      rateCard: 'card',
      credits: credits(1),
    })),
  });

  it('happens as a span, from after all else of its first instant to its last', () => {
    expect(remaining(at(6, 'debit', 1), at(24, 'accrual', 5, kept([6, 24])), at(30, 'debit', 2))).toEqual([
      [6, 'debit', 1],
      [6, 'keeping', 5],
      [24, 'kept', 5],
      [30, 'debit', 2],
    ]);
  });

  it('covers several things from the first to the last', () => {
    expect(remaining(at(24, 'accrual', 5, kept([6, 20], [3, 24]))).map(([hour]) => hour)).toEqual([3, 24]);
  });

  it('stays apart from debits around it', () => {
    expect(remaining(at(0, 'debit', 1), at(1, 'accrual', 5, kept([0, 1])), at(2, 'debit', 2))).toHaveLength(4);
  });
});

it('what the clock does by itself is not asked for again', () => {
  expect(remaining(at(0, 'expiry', 1), at(1, 'waiver', 1), at(2, 'notice', 1))).toEqual([]);
  expect(remaining(at(0, 'grant', 1, { cycleStartMs: startMs }))).toEqual([]);
});
