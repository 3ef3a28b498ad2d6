/**
 * Automatic top-ups. Credits are granted only for a payment, and payments are taken elsewhere: below a threshold the
 * service asks for one (`top-up-wanted`), and the pack is granted when it is purchased. One is asked for at a time, and so
 * many in a cycle. Like all signals this follows from the ledger alone.
 */

import { type Microcredits, noCredits } from '../amount.ts';
import { planAt } from '../catalogue/plan.ts';
import { type Decision, type DecisionContext, type Request, refuse } from '../decisions/decision.ts';
import { type Entry, record } from '../ledger/entry.ts';
import type { SignalNews } from '../projections/signals.ts';
import type { Account } from './account.ts';

export interface AutoTopUp {
  readonly packId: string;
  /** Below so much available. */
  readonly threshold: Microcredits;
  readonly maxPerCycle: number;
}

export const topUpsPerCycleMax = 100;

export interface SetAutoTopUpCommand extends Request {
  /** Undefined ends it. */
  readonly autoTopUp: AutoTopUp | undefined;
}

/** Sets or ends it. Setting it again asks anew: that is how a payment that failed is tried again. */
export function decideSetAutoTopUp(account: Account, command: SetAutoTopUpCommand, context: DecisionContext): Decision {
  const { autoTopUp, caller, idempotencyKey, fingerprint } = command;
  const { nowMs, plans } = context;
  if (account.closedAtMs !== undefined) return refuse({ reason: 'account-closed' });
  const packs = planAt(plans, account.planId, nowMs)?.packs ?? [];
  if (autoTopUp !== undefined && !packs.some(({ packId }) => packId === autoTopUp.packId))
    return refuse({ reason: 'pack-unknown', packId: autoTopUp.packId });
  const { autoTopUp: _before, ...others } = account;
  const settings = autoTopUp === undefined ? {} : { autoTopUp };
  const draft = { type: 'auto-top-up', atMs: nowMs, credits: noCredits, slices: [], ...settings } as const;
  return { kind: 'change', ...record(others, settings, { ...draft, caller, idempotencyKey, fingerprint }) };
}

/** An automatic top-up as the ledger up to some entry has it. */
export interface TopUpState {
  readonly settings: AutoTopUp;
  /** Asked for in this cycle. */
  readonly count: number;
  /** Asked for and not purchased yet. */
  readonly isInFlight: boolean;
  /** It was told that the cycle's maximum is reached. */
  readonly isCapTold: boolean;
}

/** What an entry makes of it. A purchase of the pack ends what is in flight, and so does a new cycle. */
export function topUpAfter(state: TopUpState | undefined, entry: Entry): TopUpState | undefined {
  if (entry.type === 'auto-top-up') {
    const { autoTopUp: settings } = entry;
    const count = state?.count ?? 0;
    return settings === undefined ? undefined : { settings, count, isInFlight: false, isCapTold: false };
  }
  if (state === undefined || entry.type === 'closure') return undefined;
  if (entry.cycleStartMs !== undefined) return { ...state, count: 0, isInFlight: false, isCapTold: false };
  const isPurchase = entry.type === 'grant' && entry.packId === state.settings.packId;
  return isPurchase ? { ...state, isInFlight: false } : state;
}

/** Whether a balance asks for a top-up, or for one too many. */
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
