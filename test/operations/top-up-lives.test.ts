/** R34 in many lives: payments that fail, events that are lost, a bus and a product that break down. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { topUpLifeMs, topUpRequestId } from '../../shared/domain/account/top-up-request.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { hourMs, minuteMs } from '../../shared/domain/time.ts';
import { askTopUps } from '../../shared/operations/ask-top-ups.ts';
import { failTopUp } from '../../shared/operations/fail-top-up.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf, openFleet } from '../support/builders/fleet.ts';
import { buyPack, maxPerCycle, packId, projectNow, toppedStore, topsUp } from '../support/builders/topped-up.ts';
import { seedDecider } from '../support/engines/faulty-table.ts';
import { type SignalSink, signalSink } from '../support/service/signal-sink.ts';

let store: CreditStore;
let sink: SignalSink;

async function start(): Promise<void> {
  store = await toppedStore();
  sink = signalSink();
}
beforeEach(start);

/** A customer whose card mostly fails, at a product that loses half of what it is told. */
interface Customer {
  readonly random: () => number;
  readonly payments: Map<string, number>;
  readonly heard: Set<string>;
}

async function serve({ random, payments, heard }: Customer, signal: Signal, nowMs: number): Promise<void> {
  if (signal.kind !== 'top-up-wanted' || random() < 0.5 || heard.has(signal.id)) return;
  const { accountId, seq = 0, atMs, again } = signal;
  const requestId = topUpRequestId({ accountId, seq, sinceMs: again?.sinceMs ?? atMs });
  heard.add(signal.id);
  // Under one idempotency key a provider takes one payment.
  if (!payments.has(requestId) && random() < 0.7) {
    if (random() < 0.6) await failTopUp(store, { accountId, requestId, reason: 'declined' }, nowMs);
    return;
  }
  payments.set(requestId, payments.get(requestId) ?? nowMs);
  // The product is gone before it purchases, or tells the purchase twice.
  if (random() < 0.3) return;
  for (let times = random() < 0.3 ? 2 : 1; times > 0; times -= 1) await buyPack(store, accountId, requestId, nowMs);
}

/** Everything that is published reaches the product, in any order, some of it twice. */
function flakyBus(random: () => number, mail: Signal[]): EventBus {
  return {
    publish: async (signals) => {
      if (random() < 0.1) throw new Error('the bus is gone');
      await sink.publish(signals);
      mail.push(...signals, ...signals.filter(() => random() < 0.3));
      if (random() < 0.1) throw new Error('the bus took it and did not answer');
    },
  };
}

async function untilDone(run: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1)
    try {
      await run();
      return;
    } catch {
      // Delivered again.
    }
  expect.fail('never done');
}

/** Each account spends below its threshold whenever it may; after that, a day and a quarter in which nobody spends. */
async function live(accounts: number, seed: number): Promise<Customer> {
  const random = seedDecider(seed);
  const customer = { random, payments: new Map(), heard: new Set<string>() };
  const mail: Signal[] = [];
  const bus = flakyBus(random, mail);
  const accountIds = await openFleet(store, 'life', accounts);
  for (const accountId of accountIds) await topsUp(store, accountId, startMs);
  for (let nowMs = startMs, round = 0; nowMs < startMs + 80 * hourMs; nowMs += 30 * minuteMs, round += 1) {
    if (round % 16 === 0 && nowMs < startMs + 50 * hourMs)
      for (const accountId of accountIds) {
        await debit(store, accountId, { key: `spend ${round}`, credits: 60, nowMs });
        await untilDone(() => projectNow({ store, bus }, accountId, nowMs));
      }
    await untilDone(async () => {
      const { failures } = await askTopUps({ store, bus }, nowMs);
      if (failures.length > 0) throw new Error('the schedule runs it again');
    });
    const served = mail.splice(0);
    for (const signal of served.toReversed()) await serve(customer, signal, nowMs);
    for (const accountId of new Set(served.flatMap(({ accountId }) => accountId ?? [])))
      await untilDone(() => projectNow({ store, bus }, accountId, nowMs));
  }
  return customer;
}

function idsOf(kind: Signal['kind'], accountId: string): readonly string[] {
  return sink
    .distinct()
    .flatMap((signal) => (signal.kind === kind && signal.accountId === accountId ? [signal.id] : []));
}

describe('crossings with failing payments and lost events', () => {
  it('buy at most once each, pass no cap, and each ends as paid or given up within a day, told once', async () => {
    const accounts = 700;
    const { payments } = await live(accounts, 23);
    let crossings = 0;
    const ends = { paid: 0, 'given-up': 0 };
    for (let index = 0; index < accounts; index += 1) {
      const accountId = `life-${index}`;
      const requests = idsOf('top-up-wanted', accountId).filter((id) => id.endsWith('top-up-wanted'));
      const bought = (await ledgerOf(store, accountId)).filter(
        (entry) => entry.type === 'grant' && entry.packId === packId,
      );
      const givenUp = idsOf('top-up-given-up', accountId);
      const last = (await store.topUps.read(accountId)) ?? expect.fail(accountId);
      crossings += requests.length;
      expect(requests.length).toBeLessThanOrEqual(maxPerCycle);
      expect(bought.length).toBeLessThanOrEqual(requests.length);
      expect(new Set(bought.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(bought.length);
      // Paid or given up, and not both: nobody pays late here.
      expect(bought.length + givenUp.length, accountId).toBe(requests.length);
      expect(['paid', 'given-up']).toContain(last.end?.as);
      expect(last.end?.atMs).toBeLessThanOrEqual(last.sinceMs + topUpLifeMs);
      expect(idsOf('top-up-failed', accountId).length).toBeLessThanOrEqual(requests.length);
      ends.paid += bought.length;
      ends['given-up'] += givenUp.length;
    }
    expect(crossings).toBeGreaterThanOrEqual(1_000);
    expect(ends.paid + ends['given-up']).toBe(crossings);
    expect(Math.min(ends.paid, ends['given-up'], payments.size)).toBeGreaterThan(50);
  }, 240_000);

  it('do so whatever chance has fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        await start();
        await live(2, seed);
        for (const accountId of ['life-0', 'life-1']) {
          const requests = idsOf('top-up-wanted', accountId).filter((id) => id.endsWith('top-up-wanted'));
          const bought = (await ledgerOf(store, accountId)).filter(
            (entry) => entry.packId === packId && entry.type === 'grant',
          );
          expect(bought.length + idsOf('top-up-given-up', accountId).length).toBe(requests.length);
        }
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
