import { endTopUp } from '../../domain/account/top-up-request.ts';
import type { Entry } from '../../domain/ledger/entry.ts';
import type { Projection } from '../../domain/projections/projection.ts';
import type { Signal } from '../../domain/projections/signal.ts';
import type { CreditStore } from '../../storage/store.ts';

/** One move of a projection: where it stood, where it comes to, and what it tells. */
export interface TopUpMove {
  readonly from: Projection;
  readonly to: Projection;
  readonly entries: readonly Entry[];
  readonly signals: readonly Signal[];
}

/**
 * R34: keeps what entries made of the account's request for a top-up, before they are told of: that there is one, that its pack was
 * purchased, or that nothing is asked for any more. Told again, it changes nothing.
 */
export async function followTopUp(store: CreditStore, { from, to, entries, signals }: TopUpMove): Promise<void> {
  const { accountId } = to;
  let inFlight =
    from.signals.topUp?.isInFlight === true ? { packId: from.signals.topUp.settings.packId, seq: 0 } : undefined;
  for (const signal of signals) {
    if (signal.kind !== 'top-up-wanted') continue;
    const { packId, available, count, atMs: sinceMs, seq = 0 } = signal;
    await store.topUps.open({ accountId, seq, sinceMs, packId, available, count });
    inFlight = { packId, seq };
  }
  if (inFlight === undefined || to.signals.topUp?.isInFlight === true) return;
  const { packId, seq } = inFlight;
  const later = entries.filter((entry) => entry.seq > seq);
  const bought = later.find(
    (entry) => entry.type === 'grant' && entry.packId === packId && entry.reverses === undefined,
  );
  const { atMs, seq: endedBy } = bought ?? to;
  await store.topUps.rewrite(accountId, (request) => {
    const isLater = request.sinceMs > atMs || (request.sinceMs === atMs && request.seq >= endedBy);
    return isLater ? request : endTopUp(request, bought === undefined ? 'withdrawn' : 'paid', atMs);
  });
}
