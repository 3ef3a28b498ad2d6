/** R34: a request for a top-up ends as paid or given up within a day, whatever is lost or fails on the way, and buys at most once. */
import { beforeEach, describe, expect, it } from 'vitest';
import { topUpLifeMs, topUpRequestId, topUpStateAt } from '../../shared/domain/account/top-up-request.ts';
import { hourMs, minuteMs } from '../../shared/domain/time.ts';
import { askTopUps } from '../../shared/operations/ask-top-ups.ts';
import { closeAccount } from '../../shared/operations/close-account.ts';
import { failTopUp } from '../../shared/operations/fail-top-up.ts';
import { purchasePack } from '../../shared/operations/purchase-pack.ts';
import { readAccount } from '../../shared/operations/read-account.ts';
import type { CreditStore } from '../../shared/storage/store.ts';
import { dayMs, requestNamed, startMs } from '../support/builders/fixtures.ts';
import { debit, openFleet, openOne } from '../support/builders/fleet.ts';
import { buyPack, projectNow, toppedStore, topsUp } from '../support/builders/topped-up.ts';
import { type SignalSink, signalSink } from '../support/service/signal-sink.ts';

let store: CreditStore;
let sink: SignalSink;

beforeEach(async () => {
  store = await toppedStore();
  sink = signalSink();
});

const project = (accountId: string, nowMs: number): Promise<void> => projectNow({ store, bus: sink }, accountId, nowMs);
const buy = (accountId: string, key: string, nowMs: number): Promise<unknown> => buyPack(store, accountId, key, nowMs);

async function crossed(accountId: string, nowMs = startMs): Promise<string> {
  await topsUp(store, accountId, nowMs);
  await debit(store, accountId, { key: 'cross', credits: 100, nowMs });
  await project(accountId, nowMs);
  return topUpRequestId((await store.topUps.read(accountId)) ?? expect.fail('nothing is asked for'));
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
