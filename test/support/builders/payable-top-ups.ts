/** An account below its threshold at a deployment that pays for top-ups, and its payment provider. */
import { type TopUpRequest, topUpRequestId } from '../../../shared/domain/account/top-up-request.ts';
import { payTopUp, type TopUpPayment } from '../../../shared/operations/pay-top-up.ts';
import { createCheckouts } from '../../../shared/storage/checkouts.ts';
import type { CreditStore } from '../../../shared/storage/store.ts';
import { type DoubtfulProvider, doubtfulProvider, type Odds } from '../engines/doubtful-provider.ts';
import { seedDecider } from '../engines/faulty-table.ts';
import { type SignalSink, signalSink } from '../service/signal-sink.ts';
import { startMs } from './fixtures.ts';
import { debit, ledgerOf, openFleet } from './fleet.ts';
import { packId, projectNow, toppedStore, topsUp } from './topped-up.ts';

export interface Payable {
  readonly store: CreditStore;
  readonly bus: SignalSink;
  readonly payments: DoubtfulProvider;
  readonly request: TopUpRequest;
  /** Pays for the request, as the queue's worker does. */
  pay(nowMs?: number): Promise<TopUpPayment>;
  /** Packs that the account has bought. */
  bought(): Promise<number>;
}

export interface PayableSettings extends Partial<Odds> {
  /** False for an account that has paid nothing yet. */
  readonly isCustomer?: boolean;
}

export async function payableTopUp({ isCustomer = true, ...odds }: PayableSettings = {}): Promise<Payable> {
  const store = await toppedStore();
  const bus = signalSink();
  const payments = doubtfulProvider({ random: seedDecider(7), fails: 0, isAway: 0, isSlow: 0, loses: 0, ...odds });
  const [accountId = ''] = await openFleet(store, 'payable', 1);
  await topsUp(store, accountId, startMs);
  if (isCustomer) await createCheckouts(store.table).link(accountId, `cus_${accountId}`);
  await debit(store, accountId, { key: 'spend', credits: 60, nowMs: startMs });
  await projectNow({ store, bus }, accountId, startMs);
  const request = await store.topUps.read(accountId);
  if (request === undefined) throw new Error('nothing was asked for');
  return {
    ...{ store, bus, payments, request },
    pay: (nowMs = startMs) =>
      payTopUp({ store, bus, payments }, { accountId, requestId: topUpRequestId(request) }, nowMs),
    bought: async () =>
      (await ledgerOf(store, accountId)).filter((entry) => entry.type === 'grant' && entry.packId === packId).length,
  };
}
