/**
 * Events that came to an account from outside, read from its ledger, so that it can happen again under other terms. What the
 * clock does (expiry, notice, waiver, renewal) is left out: a replay does it again by itself.
 *
 * What was kept over time happens as spans: an accrual's credits, spread evenly over the time that it covers. So a replay
 * charges them at its own boundaries, and the very same at the same ones.
 */
import { sourceOf } from '../account/grant.ts';
import type { Microcredits } from '../amount.ts';
import type { Entry, EntryType } from '../ledger/entry.ts';

export type Happening =
  /** A request that was granted. */
  | { readonly kind: 'asked'; readonly atMs: number; readonly entry: Entry }
  /** A hold's time was up, and what it had reported was charged. */
  | { readonly kind: 'hold-expired'; readonly atMs: number; readonly entry: Entry }
  /** From now until then something is kept that costs so much. */
  | { readonly kind: 'keeping'; readonly atMs: number; readonly untilMs: number; readonly credits: Microcredits }
  | { readonly kind: 'kept'; readonly atMs: number; readonly credits: Microcredits };

/** In the order in which they happened. Entries come in order of `seq`, without the one that opens the first cycle. */
export function happeningsIn(entries: readonly Entry[]): readonly Happening[] {
  const told = entries.flatMap(happeningsOf);
  const spans = entries.flatMap(keepingOf);
  const all: Happening[] = [];
  for (const happening of told) {
    // Keeping begins after all else of its instant: what was kept before it is charged by then.
    while (spans[0] !== undefined && spans[0].atMs < happening.atMs) all.push(...spans.splice(0, 1));
    all.push(happening);
  }
  return all;
}

function happeningsOf(entry: Entry): readonly Happening[] {
  const { atMs, kept = [], credits, cycleStartMs, type, slices } = entry;
  // A cycle's own credits come by themselves, also those that came late, once they were paid for.
  if (cycleStartMs !== undefined || (type === 'grant' && slices.some(({ grantId }) => sourceOf(grantId) === 'plan')))
    return [];
  const kind = kinds[entry.type];
  if (kind === 'automatic') return [];
  return kind === 'kept'
    ? [{ kind, atMs: Math.max(...kept.map(({ untilMs }) => untilMs)), credits }]
    : [{ kind, atMs, entry }];
}

function keepingOf({ type, kept = [], credits }: Entry): Extract<Happening, { kind: 'keeping' }>[] {
  if (type !== 'accrual') return [];
  const atMs = Math.min(...kept.map(({ fromMs }) => fromMs));
  const untilMs = Math.max(...kept.map((line) => line.untilMs));
  return [{ kind: 'keeping', atMs, untilMs, credits }];
}

const kinds = {
  grant: 'asked',
  'plan-change': 'asked',
  debit: 'asked',
  accrual: 'kept',
  hold: 'asked',
  extension: 'asked',
  report: 'asked',
  capture: 'asked',
  release: 'asked',
  'hold-expiry': 'hold-expired',
  reversal: 'asked',
  correction: 'asked',
  void: 'asked',
  refund: 'asked',
  chargeback: 'asked',
  expiry: 'automatic',
  waiver: 'automatic',
  'standing-usage': 'asked',
  limit: 'asked',
  notice: 'automatic',
  'auto-top-up': 'asked',
  closure: 'asked',
  reopening: 'asked',
  repair: 'automatic',
  subscription: 'automatic',
  suspension: 'automatic',
  resumption: 'automatic',
} as const satisfies Record<EntryType, 'asked' | 'hold-expired' | 'kept' | 'automatic'>;
