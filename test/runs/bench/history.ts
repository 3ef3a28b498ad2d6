/** The charges made before the measurement began, the same for everything that is measured. */
import type { Turn } from './turns.ts';

export interface History {
  readonly accountId: string;
  readonly planId: string;
  readonly openedAtMs: number;
  readonly debits: readonly { readonly turn: Turn; readonly atMs: number }[];
}

export interface HistoryOptions {
  readonly accountIds: readonly string[];
  readonly planId: string;
  readonly turn: (atMs: number) => Turn;
  readonly random: () => number;
}

/** Enough that the opening is filed; over a span that a fill of seven debits divides, so that all fills are alike likely. */
const debitsBefore = { min: 10, span: 14 };
const betweenDebitsMs = 97_000;

/** Every account opened, and charged a different number of times since. */
export function historiesOf({ accountIds, planId, turn, random }: HistoryOptions): readonly History[] {
  return accountIds.map((accountId): History => {
    const count = debitsBefore.min + Math.floor(random() * debitsBefore.span);
    const openedAtMs = Date.now() - (count + 1) * betweenDebitsMs;
    let atMs = openedAtMs;
    const debits = Array.from({ length: count }, () => {
      atMs += Math.ceil(random() * betweenDebitsMs);
      return { turn: turn(atMs), atMs };
    });
    return { accountId, planId, openedAtMs, debits };
  });
}
