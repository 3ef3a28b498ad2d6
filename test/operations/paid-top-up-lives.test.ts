/** R34 where the payment provider pays, in many lives: cards that fail, events that are lost, a provider that goes away. */
import { describe, expect, it } from 'vitest';
import { topUpRequestId } from '../../shared/domain/account/top-up-request.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { hourMs } from '../../shared/domain/time.ts';
import { askTopUps } from '../../shared/operations/ask-top-ups.ts';
import { payTopUp } from '../../shared/operations/pay-top-up.ts';
import { settlePayments } from '../../shared/operations/settle-payments.ts';
import { ProviderUnavailable } from '../../shared/ports/payment-provider.ts';
import { createCheckouts } from '../../shared/storage/checkouts.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf, openFleet } from '../support/builders/fleet.ts';
import { maxPerCycle, packId, projectNow, toppedStore, topsUp } from '../support/builders/topped-up.ts';
import { type DoubtfulProvider, doubtfulProvider } from '../support/engines/doubtful-provider.ts';
import { seedDecider } from '../support/engines/faulty-table.ts';
import { type SignalSink, signalSink } from '../support/service/signal-sink.ts';

let store: CreditStore;
let sink: SignalSink;
let payments: DoubtfulProvider;

/** Accounts spend below their threshold whenever they may, and everything that can go wrong does. */
async function live(accounts: number, seed: number): Promise<readonly string[]> {
  const random = seedDecider(seed);
  store = await toppedStore();
  sink = signalSink();
  payments = doubtfulProvider({ random, fails: 0.6, isAway: 0.15, isSlow: 0.2, loses: 0.5 });
  const accountIds = await openFleet(store, 'life', accounts);
  for (const accountId of accountIds) {
    await topsUp(store, accountId, startMs);
    await createCheckouts(store.table).link(accountId, `cus_${accountId}`);
  }
  const waiting: Signal[] = [];
  const bus = {
    publish: async (signals: readonly Signal[]) => {
      await sink.publish(signals);
      waiting.push(...signals, ...signals.filter(() => random() < 0.3));
    },
  };
  for (let nowMs = startMs, round = 0; nowMs < startMs + 80 * hourMs; nowMs += hourMs, round += 1) {
    if (round % 8 === 0 && nowMs < startMs + 50 * hourMs)
      for (const accountId of accountIds) {
        await debit(store, accountId, { key: `spend ${round}`, credits: 60, nowMs });
        await projectNow({ store, bus }, accountId, nowMs);
      }
    await askTopUps({ store, bus }, nowMs);
    const touched = new Set<string>();
    for (const signal of waiting.splice(0).toReversed()) {
      if (signal.kind !== 'top-up-wanted' || random() < 0.2) continue;
      touched.add(signal.accountId);
      await delivered(signal, nowMs);
    }
    const told = payments.told();
    await settlePayments({ store, bus, payments }, told, nowMs);
    for (const { paymentId } of told) {
      const request = payments.taken.get(paymentId)?.requestId;
      if (request !== undefined) touched.add(request.slice(0, request.indexOf('/')));
    }
    for (const accountId of touched) await projectNow({ store, bus }, accountId, nowMs);
  }
  return accountIds;
}

/** As the queue does: a few times, then it is put aside. */
async function delivered(signal: Extract<Signal, { kind: 'top-up-wanted' }>, nowMs: number): Promise<void> {
  const { accountId, seq = 0, atMs, again } = signal;
  const requestId = topUpRequestId({ accountId, seq, sinceMs: again?.sinceMs ?? atMs });
  for (let tries = 0; tries < 5; tries += 1)
    try {
      await payTopUp({ store, bus: sink, payments }, { accountId, requestId }, nowMs);
      return;
    } catch (cause) {
      if (!(cause instanceof ProviderUnavailable)) throw cause;
    }
}

describe('crossings with failing cards, lost events and a provider that goes away', () => {
  it('are paid and bought at most once each, pass no cap, end within a day, and every payment has its pack', async () => {
    const accountIds = await live(540, 11);
    const paidFor = [...payments.taken.values()].map(({ requestId }) => requestId);
    let [crossings, purchases] = [0, 0];
    for (const accountId of accountIds) {
      const requests = sink
        .distinct()
        .filter(
          (signal) =>
            signal.kind === 'top-up-wanted' && signal.accountId === accountId && signal.id.endsWith('top-up-wanted'),
        );
      const grants = (await ledgerOf(store, accountId)).filter(
        (entry) => entry.type === 'grant' && entry.packId === packId,
      ).length;
      const last = (await store.topUps.read(accountId)) ?? expect.fail(accountId);
      expect(requests.length).toBeLessThanOrEqual(maxPerCycle);
      expect(grants, accountId).toBe(paidFor.filter((id) => id.startsWith(`${accountId}/`)).length);
      expect(['paid', 'given-up'], accountId).toContain(last.end?.as);
      for (const kind of ['top-up-failed', 'top-up-given-up'] as const)
        expect(
          sink.distinct().filter((signal) => signal.kind === kind && signal.accountId === accountId).length,
        ).toBeLessThanOrEqual(requests.length);
      crossings += requests.length;
      purchases += grants;
    }
    // The account, `top-up` and the crossing: one payment each.
    expect(new Set(paidFor.map((id) => id.split('/').slice(0, 3).join('/'))).size).toBe(paidFor.length);
    expect(crossings).toBeGreaterThanOrEqual(1_000);
    expect(purchases).toBe(paidFor.length);
    expect(purchases).toBeGreaterThan(300);
    expect(crossings - purchases).toBeGreaterThan(30);
  }, 240_000);
});
