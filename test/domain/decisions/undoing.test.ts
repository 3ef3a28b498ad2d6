/**
 * R24 in whatever order things happen: what is given back goes to those that paid, once; what is taken back is never more than
 * was bought; and no credit can be spent beside the debt of its own purchase. `SEQUENCES=100000` for a long run.
 */
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { playUndoing } from '../../support/builders/undoing.ts';
import { createWatch } from '../../support/expectations/undoing.ts';

const sequences = Number(process.env['SEQUENCES'] ?? 2_000);
const stepsPerSequence = 24;

describe('whatever is undone, in whatever order', () => {
  it.each([
    ['within days', 0.85, false],
    ['over cycles', 0.15, true],
  ] as const)(
    'is given back once, to those that paid, and leaves nothing to spend beside its own debt, %s',
    (_span, share, isLong) => {
      const seen = new Map<string, number>();
      for (let seed = 1; seed <= sequences * share; seed += 1) {
        const watch = createWatch();
        const wrong: string[] = [];
        playUndoing(seed, {
          steps: stepsPerSequence,
          isLong,
          after: (account, added) => {
            wrong.push(...watch(account, added));
            for (const entry of added) count(seen, entry);
          },
        });
        if (wrong.length > 0) expect({ seed, wrong }).toEqual({ seed, wrong: [] });
      }
      for (const what of occasions) expect([what, seen.get(what) ?? 0]).not.toEqual([what, 0]);
      if (process.env['SEQUENCES'] !== undefined) console.log(sequences * share, isLong, Object.fromEntries(seen));
    },
    3_600_000,
  );
});

const occasions = [
  ...['reversal of a part', 'reversal of overrun', 'forfeited reversal', 'refund of a part', 'chargeback with a debt'],
  ...['debt repaid by a return', 'reissue', 'accrual', 'hold-expiry', 'capture'],
] as const;

function count(seen: Map<string, number>, entry: Entry): void {
  const note = (what: string, isSo: boolean): unknown => isSo && seen.set(what, (seen.get(what) ?? 0) + 1);
  const { type } = entry;
  note(type, true);
  note('reversal of a part', type === 'reversal' && entry.inAll !== undefined);
  note('reversal of overrun', type === 'reversal' && entry.overrun !== undefined);
  note('forfeited reversal', type === 'reversal' && entry.slices.some(({ forfeited }) => forfeited));
  note('refund of a part', type === 'refund' && entry.inAll !== undefined);
  note('chargeback with a debt', type === 'chargeback' && entry.uncovered !== undefined);
  note('debt repaid by a return', type !== 'grant' && entry.repaidDebt !== undefined);
  note('reissue', type === 'grant' && entry.reverses !== undefined);
}
