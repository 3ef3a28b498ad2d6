/** Requests for automatic top-ups: the job that asks again, and whoever tells that a payment failed. */

import { failTopUp as failed, topUpRequestId } from '../../../../shared/domain/account/top-up-request.ts';
import { hourMs } from '../../../../shared/domain/time.ts';
import { askTopUps } from '../../../../shared/operations/ask-top-ups.ts';
import { failTopUp } from '../../../../shared/operations/fail-top-up.ts';
import { setAutoTopUp } from '../../../../shared/operations/set-auto-top-up.ts';
import { StoreUnavailable } from '../../../../shared/storage/table.ts';
import { credits, requestNamed, startMs } from '../../../support/builders/fixtures.ts';
import { debit, openFleet } from '../../../support/builders/fleet.ts';
import { answerOf, textOf } from './answer-of.ts';
import { catalogueWorld } from './catalogue-world.ts';
import { startProcess } from './process.ts';
import type { Command, Scene, Site } from './scene.ts';

const atMs = startMs + hourMs;
const packId = 'burst-100';

const asking: Command = {
  name: 'ask',
  run: async ({ store, bus }, nowMs) => {
    const { failures } = await askTopUps({ store, bus }, nowMs);
    if (failures.length > 0) throw new StoreUnavailable('the next run asks again');
    return { text: 'done', isReplay: false, remembered: 'no' };
  },
};

/** An account that has asked for a top-up, whose payment failed, an hour ago. */
export async function topUpScenes(): Promise<readonly Scene[]> {
  const world = await catalogueWorld();
  const { store } = startProcess({ world }).services;
  const [accountId = ''] = await openFleet(store, 'fleet', 1);
  const autoTopUp = { packId, threshold: credits(990), maxPerCycle: 1 };
  await setAutoTopUp(store, { ...requestNamed('set'), accountId, autoTopUp }, startMs);
  await debit(store, accountId, { key: 'cross', credits: 50, nowMs: startMs });
  const asked = { accountId, seq: 3, sinceMs: startMs, packId, available: credits(950), count: 1 };
  await store.topUps.open(asked);
  const failure = (reason: string): Command => ({
    name: `fail: ${reason}`,
    run: async (services, nowMs) => ({
      ...answerOf(await failTopUp(services.store, { accountId, requestId: topUpRequestId(asked), reason }, nowMs)),
      remembered: 'no',
    }),
  });
  const scene = { atMs, check: async () => [] } as const;
  const requested = world.table.all();
  await store.topUps.rewrite(accountId, (request) => failed(request, 'declined', startMs));
  return [
    {
      ...scene,
      operation: 'fail-top-up',
      start: 'requested',
      isAtomic: true,
      items: requested,
      commands: [failure('declined')],
      rivals: [asking],
      digest: async (site) => textOf((await requestIn(site, accountId))?.failure?.reason ?? 'none'),
    },
    {
      ...scene,
      operation: 'ask-top-ups',
      start: 'an hour after it failed',
      isAtomic: false,
      items: world.table.all(),
      commands: [asking],
      rivals: [failure('declined again')],
      digest: async (site) => {
        const { asked: times, end } = (await requestIn(site, accountId)) ?? {};
        // It is told before it is kept that it was: a run that ends between, with the next a day later, has told more than it counts.
        return textOf([end ?? times, [...new Set(site.world.signals.map(({ id }) => id))].toSorted()]);
      },
    },
  ];
}

function requestIn({ services }: Site, accountId: string): ReturnType<Site['services']['store']['topUps']['read']> {
  return services.store.topUps.read(accountId);
}
