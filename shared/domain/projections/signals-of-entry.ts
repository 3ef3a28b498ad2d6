import { brakeCaller, isBrakes } from '../account/brake.ts';
import { sourceOf } from '../account/grant.ts';
import { type Microcredits, minus, noCredits, total } from '../amount.ts';
import { type ByType, byType, type Entry, type EntryOf } from '../ledger/entry.ts';
import { present } from '../present.ts';
import type { SignalNews } from './signal.ts';

/** The state that the entries before left, as far as one entry's signals depend on it. */
export interface StateBefore {
  readonly planId: string;
  /** The account's, more than one. */
  readonly seats?: number;
  readonly overrun: Microcredits;
}

export interface EntryNews {
  readonly news: SignalNews;
  /** Tells several of one kind in one entry apart. */
  readonly mark: string;
}

/** The signals of an entry by itself, whatever the balance. */
export function signalsOfEntry(state: StateBefore, entry: Entry): readonly EntryNews[] {
  const news = [...byType(newsByType, entry), ...planNews(state, entry), ...overrunNews(state, entry)];
  return news.map((each) => ({ news: each, mark: 'grantId' in each && entry.slices.length > 1 ? each.grantId : '' }));
}

const newsByType = {
  grant: resetNews,
  'plan-change': noNews,
  debit: noNews,
  accrual: noNews,
  hold: noNews,
  extension: noNews,
  report: noNews,
  capture: uncoveredNews,
  release: noNews,
  'hold-expiry': holdNews,
  reversal: noNews,
  correction: noNews,
  void: noNews,
  refund: noNews,
  chargeback: noNews,
  expiry: (entry) => expiryNews('credits-expired', entry, entry.atMs),
  waiver: noNews,
  'standing-usage': noNews,
  limit: brakeNews,
  notice: (entry) => expiryNews('credits-expiring-soon', entry, entry.expiresAtMs),
  'auto-top-up': noNews,
  closure: noNews,
  reopening: noNews,
  repair: noNews,
  subscription: noNews,
  suspension: ({ atMs, after }) => [{ kind: 'suspended', waiting: after.waiting ?? noCredits, sinceMs: atMs }],
  resumption: ({ after }) => [{ kind: 'resumed', available: after.available }],
} satisfies ByType<[], readonly SignalNews[]>;

/** R39: a stop by the brake, and its end where somebody took it away or set it anew. */
function brakeNews({ caller, limit }: EntryOf<'limit'>): readonly SignalNews[] {
  if (!isBrakes(limit)) return [];
  const { limitId, dimension, endsAtMs } = limit;
  if (caller !== brakeCaller) return [{ kind: 'brake-released', limitId }];
  if (dimension?.value === undefined || endsAtMs === undefined) return [];
  return [{ kind: 'brake-applied', limitId, dimension: dimension.name, value: dimension.value, endsAtMs }];
}

function noNews(): readonly SignalNews[] {
  return [];
}

/** A plan's grant opens a cycle. The one that opened the account resets nothing. */
function resetNews({
  seq,
  cycle,
  cycleStartMs,
  expiresAtMs,
  planId,
  credits,
  after,
}: EntryOf<'grant'>): readonly SignalNews[] {
  if (seq === 1 || cycleStartMs === undefined || planId === undefined) return [];
  const { available } = after;
  return [
    { kind: 'cycle-reset', cycle, startMs: cycleStartMs, endMs: expiresAtMs, planId, granted: credits, available },
  ];
}

function expiryNews(
  kind: 'credits-expired' | 'credits-expiring-soon',
  entry: Entry,
  expiresAtMs: number,
): readonly SignalNews[] {
  return entry.slices.map(({ grantId, credits }) => ({
    kind,
    grantId,
    source: sourceOf(grantId),
    credits,
    expiresAtMs,
  }));
}

/** The news of an expired hold: what it had reported is charged by then; the rest came back. */
function holdNews(entry: EntryOf<'hold-expiry'>): readonly SignalNews[] {
  const { hold, returned = [] } = entry;
  const credits = total(returned.map((slice) => slice.credits));
  return [{ kind: 'hold-expired', holdId: hold.holdId, credits }, ...uncoveredNews(entry)];
}

/** The news of uncovered use: what ran and nobody paid. Before entries named their overrun, all that no grant paid was overrun. */
function uncoveredNews({ hold, overrun, uncovered }: EntryOf<'capture' | 'hold-expiry'>): readonly SignalNews[] {
  if (overrun === undefined || uncovered === undefined) return [];
  return [{ kind: 'use-uncovered', holdId: hold.holdId, credits: uncovered }];
}

/** Once it rules: a change that waits for the boundary is told of there. */
function planNews({ planId: from, seats: before }: StateBefore, entry: Entry): readonly SignalNews[] {
  const { seq, planId: to, seats, effectiveMs } = entry;
  const isSame = to === from && seats === before;
  return to === undefined || effectiveMs !== undefined || isSame || seq === 1
    ? []
    : [{ kind: 'plan-changed', from, to, ...present({ seats }) }];
}

/** Whatever the entry's type: what it took beyond what was available. */
function overrunNews({ overrun: before }: StateBefore, { after }: Entry): readonly SignalNews[] {
  const credits: Microcredits = minus(after.overrun, before);
  return credits > 0 ? [{ kind: 'overrun', credits, overrun: after.overrun }] : [];
}
