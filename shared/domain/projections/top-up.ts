/**
 * When an automatic top-up is asked for: one at a time, and so many in a cycle. Like all signals this follows from the
 * ledger alone.
 */
import type { AutoTopUp } from '../account/auto-top-up.ts';
import type { Microcredits } from '../amount.ts';
import type { Entry } from '../ledger/entry.ts';
import type { SignalNews } from './signal.ts';

/** An automatic top-up as the ledger up to some entry has it. */
export interface TopUpState {
  readonly settings: Omit<AutoTopUp, 'priceMax'>;
  /** Asked for in this cycle. */
  readonly count: number;
  /** Asked for and not purchased yet. */
  readonly isInFlight: boolean;
  /** It was told that the cycle's maximum is reached. */
  readonly isCapTold: boolean;
}

/** The state of top-up after an entry. A purchase of the pack ends what is in flight, and so does a new cycle. */
export function topUpAfter(state: TopUpState | undefined, entry: Entry): TopUpState | undefined {
  if (entry.type === 'auto-top-up') {
    if (entry.autoTopUp === undefined) return undefined;
    const { priceMax: _price, ...settings } = entry.autoTopUp;
    return { settings, count: state?.count ?? 0, isInFlight: false, isCapTold: false };
  }
  if (state === undefined || entry.type === 'closure') return undefined;
  if (entry.cycleStartMs !== undefined) return { ...state, count: 0, isInFlight: false, isCapTold: false };
  const isPurchase = entry.type === 'grant' && entry.reverses === undefined && entry.packId === state.settings.packId;
  return isPurchase ? { ...state, isInFlight: false } : state;
}

/** Tells whether a balance asks for a top-up, or for one too many. */
export function topUpNews(
  state: TopUpState,
  available: Microcredits,
): { readonly state: TopUpState; readonly news: readonly SignalNews[] } {
  const { settings, count, isInFlight, isCapTold } = state;
  const { packId, threshold, maxPerCycle } = settings;
  if (available >= threshold || isInFlight) return { state, news: [] };
  if (count < maxPerCycle) {
    const wanted = { kind: 'top-up-wanted', packId, available, count: count + 1 } as const;
    return { state: { ...state, count: count + 1, isInFlight: true }, news: [wanted] };
  }
  return isCapTold
    ? { state, news: [] }
    : { state: { ...state, isCapTold: true }, news: [{ kind: 'top-up-capped', packId, maxPerCycle }] };
}
