/** The lines that single entries become in a statement. */
import { expect, test } from 'vitest';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import type { Movement } from '../../../shared/domain/ledger/movement.ts';
import { credits, startMs } from '../../support/builders/fixtures.ts';
import { movementsIn } from '../../support/builders/movements.ts';

function linesOf(...entries: readonly (Partial<Entry> & Pick<Entry, 'type'>)[]): readonly Partial<Movement>[] {
  return movementsIn(entries.map((told) => ({ atMs: startMs, credits: credits(0), slices: [], ...told }) as Entry));
}

test('what a grant repaid is a line of its own, though debt and overrun took as much', () => {
  const slices = [{ grantId: 'plan-1', credits: credits(50) }];
  const lines = linesOf({ type: 'grant', slices, repaidDebt: credits(10), repaidOverrun: credits(10) });

  expect(lines).toMatchObject([
    { type: 'granted', source: 'plan', credits: 50_000_000n },
    { type: 'repaid', credits: -20_000_000n, overrun: -10_000_000n, debt: -10_000_000n },
  ]);
});

test('an account that closes with nothing left forfeits nothing', () => {
  expect(linesOf({ type: 'closure' })).toEqual([]);
  expect(linesOf({ type: 'closure', credits: credits(3) })).toMatchObject([
    { type: 'forfeited', credits: -3_000_000n },
  ]);
});

test('what work overran while it went on is uncovered, and less so when it used less in the end', () => {
  const extension = { type: 'extension', uncovered: credits(30) } as const;
  const capture = { type: 'capture', category: 'ai', credits: credits(110), uncovered: credits(10) } as const;

  expect(linesOf(extension)).toMatchObject([{ type: 'uncovered', credits: 0n, overrun: 30_000_000n }]);
  expect(linesOf(extension, { ...capture, uncoveredBefore: credits(30) })).toMatchObject([
    { type: 'used', category: 'ai', credits: -110_000_000n },
    { type: 'uncovered', credits: 10_000_000n, overrun: 10_000_000n },
  ]);
});

test('lines of other packs, categories and SKUs stay apart, in the order of their types and names', () => {
  const bought = (packId: string): Partial<Entry> & Pick<Entry, 'type'> => {
    return { type: 'grant', packId, slices: [{ grantId: 'add-on-2', credits: credits(5) }] };
  };
  const lines = linesOf(
    { type: 'debit', category: 'ai', credits: credits(1) },
    bought('b'),
    bought('a'),
    bought('b'),
    { type: 'debit', category: 'ai', credits: credits(2) },
    { type: 'debit', category: 'infrastructure', credits: credits(4) },
  );

  expect(lines.map(({ type, packId, category, credits: moved }) => [type, packId ?? category, moved])).toEqual([
    ['granted', 'a', 5_000_000n],
    ['granted', 'b', 10_000_000n],
    ['used', 'ai', -3_000_000n],
    ['used', 'infrastructure', -4_000_000n],
  ]);
});

test('what is kept adds up in hours exactly, however its spans are cut', () => {
  // 240 GB for 900 hours, cut where no hour ends.
  const cuts = [0, 1_234_567, 86_400_001, 1_700_000_003, 900 * 3_600_000];
  const kept = cuts.slice(1).map((untilMs, index) => ({
    usageId: 'logs',
    rateCard: 'card',
    sku: 'platform.log-storage.gb-hour',
    quantity: 240_000_000n,
    fromMs: startMs + (cuts[index] ?? 0),
    untilMs: startMs + untilMs,
    credits: credits(1),
  }));
  const entries = kept.map(
    (each) => ({ type: 'accrual', category: 'platform', credits: credits(1), kept: [each] }) as const,
  );

  expect(linesOf(...entries)).toMatchObject([{ type: 'used', quantityHours: 216_000_000_000n }]);
});
