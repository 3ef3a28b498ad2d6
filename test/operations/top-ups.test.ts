/** R34: a request for a top-up ends as paid or given up within a day, whatever is lost or fails on the way, and buys at most once. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { topUpLifeMs, topUpRequestId, topUpStateAt } from '../../shared/domain/account/top-up-request.ts';
import type { Signal } from '../../shared/domain/projections/signal.ts';
import { hourMs, minuteMs } from '../../shared/domain/time.ts';
import { askTopUps } from '../../shared/operations/ask-top-ups.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { failTopUp } from '../../shared/operations/fail-top-up.ts';
import { projectAccount } from '../../shared/operations/project-commits.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { readAccount } from '../../shared/operations/read-account.ts';
import { setAutoTopUp } from '../../shared/operations/set-auto-top-up.ts';
import type { EventBus } from '../../shared/ports/event-bus.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { credits, dayMs, plan, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, ledgerOf, openFleet, openOne } from '../support/builders/fleet.ts';
import { seedDecider } from '../support/engines/faulty-table.ts';
import { freshStore } from '../support/engines/fresh-store.ts';
import { type SignalSink, signalSink } from '../support/service/signal-sink.ts';

const packId = 'burst-100';
const maxPerCycle = 2;
const settings = { packId, threshold: credits(950), maxPerCycle };

let store: CreditStore;
let sink: SignalSink;

beforeEach(async () => {
  ({ store } = await freshStore());
  await store.catalogue.addPlan(plan());
  sink = signalSink();
});

async function project(accountId: string, nowMs: number, bus: EventBus = sink): Promise<void> {
  const loaded = await store.readAccount(accountId);
  await projectAccount({ store, bus, nowMs: () => nowMs }, loaded ?? expect.fail(accountId));
}

async function crossed(accountId: string, nowMs = startMs): Promise<string> {
  await setAutoTopUp(store, { ...requestNamed('set'), accountId, autoTopUp: settings }, nowMs);
  await debit(store, accountId, { key: 'cross', credits: 100, nowMs });
  await project(accountId, nowMs);
  return topUpRequestId((await store.topUps.read(accountId)) ?? expect.fail('nothing is asked for'));
}

function buy(accountId: string, key: string, nowMs: number): Promise<unknown> {
  return purchasePack(store, { ...requestNamed(key), accountId, packId, paymentId: `pi-${key}` }, nowMs);
}

async function stateOf(accountId: string, nowMs: number): Promise<string | undefined> {
  const outcome = await readAccount(store, { accountId }, nowMs);
  const topUp = outcome.kind === 'done' ? outcome.value.topUp : expect.fail(outcome.kind);
  return topUp && topUpStateAt(topUp.request, nowMs);
}

async function told(
  accountId: string,
  fromMs: number,
  untilMs: number,
): Promise<readonly (readonly [string, number])[]> {
  for (let atMs = fromMs; atMs <= untilMs; atMs += 5 * minuteMs) await askTopUps({ store, bus: sink }, atMs);
  const news = sink.published.filter((signal) => signal.accountId === accountId && signal.kind.startsWith('top-up'));
  return news.map(({ kind, atMs }) => [kind, (atMs - startMs) / hourMs]);
}

describe('a request for a top-up', () => {
  it('is asked for again after growing pauses, and given up after a day', async () => {
    const accountId = await openOne(store, 'unpaid');
    await crossed(accountId);

    expect(await told(accountId, startMs, startMs + 3 * dayMs)).toEqual([
      ...[0, 1, 3, 7, 15].map((hours) => ['top-up-wanted', hours]),
      ['top-up-given-up', 24],
    ]);
    expect(new Set(sink.published.map(({ id }) => id)).size).toBe(sink.published.length);
    expect(await stateOf(accountId, startMs + 3 * dayMs)).toBe('given-up');
  });

  it('is no longer asked for once it is purchased, and then another may be', async () => {
    const accountId = await openOne(store, 'paid');
    const first = await crossed(accountId);
    await told(accountId, startMs, startMs + hourMs);
    expect(await stateOf(accountId, startMs + hourMs)).toBe('requested');
    await buy(accountId, first, startMs + hourMs);
    await project(accountId, startMs + hourMs);
    expect(await stateOf(accountId, startMs + hourMs)).toBe('paid');
    expect(await told(accountId, startMs + hourMs, startMs + 2 * dayMs)).toHaveLength(2);

    await debit(store, accountId, { key: 'cross again', credits: 100, nowMs: startMs + 2 * dayMs });
    await project(accountId, startMs + 2 * dayMs);
    expect(await stateOf(accountId, startMs + 2 * dayMs)).toBe('requested');
    expect(topUpRequestId((await store.topUps.read(accountId)) ?? expect.fail())).not.toBe(first);
  });

  it('whose payment failed is told once, says so until it is asked for again, and is paid still after it was given up', async () => {
    const accountId = await openOne(store, 'declined');
    const requestId = await crossed(accountId);
    const fail = (minutes: number, reason: string): Promise<unknown> =>
      failTopUp(store, { accountId, requestId, reason }, startMs + minutes * minuteMs);
    await fail(1, 'declined');
    expect(await fail(2, 'declined')).toEqual(await fail(3, 'declined'));
    expect(await stateOf(accountId, startMs + 59 * minuteMs)).toBe('failed');
    await told(accountId, startMs + 4 * minuteMs, startMs + 80 * minuteMs);
    expect(await stateOf(accountId, startMs + 80 * minuteMs)).toBe('requested');
    await fail(90, 'declined again');
    await told(accountId, startMs + 90 * minuteMs, startMs + 100 * minuteMs);
    const failed = sink.published.filter(({ kind }) => kind === 'top-up-failed');
    expect(failed).toMatchObject([{ id: `${accountId}/3/top-up-failed`, reason: 'declined', asked: 1 }]);
    expect(await stateOf(accountId, startMs + 2 * hourMs)).toBe('failed');
    expect(await stateOf(accountId, startMs + topUpLifeMs)).toBe('given-up');

    await buy(accountId, requestId, startMs + 2 * dayMs);
    await project(accountId, startMs + 2 * dayMs);
    expect(await stateOf(accountId, startMs + 2 * dayMs)).toBe('paid');
  });

  it('is none of another account, nor under another id', async () => {
    const [one = '', two = ''] = await openFleet(store, 'apart', 2);
    const requestId = await crossed(one);
    await crossed(two);

    for (const asked of [
      { accountId: two, requestId },
      { accountId: one, requestId: `${requestId}0` },
    ])
      expect(await failTopUp(store, asked, startMs)).toMatchObject({ refusal: { reason: 'top-up-not-found' } });
    expect(await stateOf(two, startMs)).toBe('requested');
  });

  it('waits while there is enough again, and is withdrawn by a new cycle and by closing', async () => {
    const [enough = '', renewed = '', closed = ''] = await openFleet(store, 'ends', 3);
    for (const accountId of [enough, renewed, closed]) await crossed(accountId);
    await purchasePack(
      store,
      { ...requestNamed('other'), accountId: enough, packId: 'burst-1000', paymentId: 'pi-other' },
      startMs + 1,
    );
    expect(await told(enough, startMs, startMs + 10 * hourMs)).toEqual([['top-up-wanted', 0]]);

    await closeAccount(store, { ...requestNamed('close'), accountId: closed }, startMs + 2);
    await project(closed, startMs + 2);
    expect((await store.topUps.read(closed))?.end?.as).toBe('withdrawn');
    const laterMs = startMs + 31 * dayMs;
    await debit(store, renewed, { key: 'in the next cycle', credits: 1, nowMs: laterMs });
    await project(renewed, laterMs);
    expect(await stateOf(renewed, laterMs)).toBe('withdrawn');
  });
});

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
  for (let times = random() < 0.3 ? 2 : 1; times > 0; times -= 1) await buy(accountId, requestId, nowMs);
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
  for (const accountId of accountIds)
    await setAutoTopUp(store, { ...requestNamed('set'), accountId, autoTopUp: settings }, startMs);
  for (let nowMs = startMs, round = 0; nowMs < startMs + 80 * hourMs; nowMs += 30 * minuteMs, round += 1) {
    if (round % 16 === 0 && nowMs < startMs + 50 * hourMs)
      for (const accountId of accountIds) {
        await debit(store, accountId, { key: `spend ${round}`, credits: 60, nowMs });
        await untilDone(() => project(accountId, nowMs, bus));
      }
    await untilDone(async () => {
      const { failures } = await askTopUps({ store, bus }, nowMs);
      if (failures.length > 0) throw new Error('the schedule runs it again');
    });
    const served = mail.splice(0);
    for (const signal of served.toReversed()) await serve(customer, signal, nowMs);
    for (const accountId of new Set(served.map((signal) => signal.accountId)))
      await untilDone(() => project(accountId, nowMs, bus));
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
  }, 120_000);

  it('do so whatever chance has fail', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        ({ store } = await freshStore());
        await store.catalogue.addPlan(plan());
        sink = signalSink();
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
