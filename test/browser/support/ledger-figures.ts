/** The figures of an account that its ledger's entries come to, reckoned beside whatever pages are told by. */

import type { FoldedLedger } from '../../../shared/domain/ledger/books.ts';
import type { Entry } from '../../../shared/domain/ledger/entry.ts';
import { fold } from '../../../shared/domain/ledger/fold.ts';

export interface LedgerFigures {
  readonly entries: readonly Entry[];
  readonly now: FoldedLedger;
  /** By index, in order. */
  readonly cycles: readonly CycleFigures[];
}

/** Amounts in microcredits. */
export interface CycleFigures {
  readonly index: number;
  readonly entries: readonly Entry[];
  readonly opening: FoldedLedger;
  readonly closing: FoldedLedger;
  /** Charged, without what was taken back by reversals. */
  readonly charged: bigint;
  readonly used: bigint;
}

/** The types of entries that charge. */
export const charging: ReadonlySet<Entry['type']> = new Set(['debit', 'capture', 'hold-expiry', 'accrual']);

/** Microcredits that an entry counts as use: less than none for a reversal. */
export function usedBy(entry: Entry): bigint {
  if (entry.category === undefined) return 0n;
  if (entry.type === 'reversal') return -BigInt(entry.credits);
  return charging.has(entry.type) ? BigInt(entry.credits) : 0n;
}

export function ledgerFigures(entries: readonly Entry[]): LedgerFigures {
  const byCycle = Map.groupBy(entries, ({ cycle }) => cycle);
  const cycles = [...byCycle].map(([index, own]): CycleFigures => {
    const firstAt = entries.findIndex(({ cycle }) => cycle === index);
    return {
      index,
      entries: own,
      opening: fold(entries.slice(0, firstAt)),
      closing: fold(entries.slice(0, firstAt + own.length)),
      charged: own.filter(({ type }) => charging.has(type)).reduce((sum, entry) => sum + usedBy(entry), 0n),
      used: own.reduce((sum, entry) => sum + usedBy(entry), 0n),
    };
  });
  return { entries, now: fold(entries), cycles: cycles.toSorted((a, b) => a.index - b.index) };
}

/** Sums of what was used by a name that each entry has or hasn't; those that come to nothing are left out. */
export function usedByName(
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string | undefined,
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const entry of entries) {
    const name = nameOf(entry) ?? 'none';
    sums.set(name, (sums.get(name) ?? 0n) + usedBy(entry));
  }
  return withoutNothing(sums);
}

export function withoutNothing(sums: ReadonlyMap<string, bigint>): ReadonlyMap<string, bigint> {
  return new Map([...sums].filter(([, sum]) => sum !== 0n).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** An amount as the document has it: to the last digit, with any sign. */
export function microcreditsOf(text: string): bigint {
  const isNegative = /^[-−]/.test(text);
  const [whole = '', fraction = ''] = text.replaceAll(/[-−+,]/g, '').split('.');
  const amount = BigInt(whole || 0) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
  return isNegative ? -amount : amount;
}

/** An amount as pages show it, by two decimals. */
export function shownOf(amount: bigint): string {
  return new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(Number(amount) / 1e6);
}
