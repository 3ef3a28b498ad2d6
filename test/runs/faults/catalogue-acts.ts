import { expect } from 'vitest';
import { topUpRequestId } from '../../../shared/domain/account/top-up-request.ts';
import { noCredits } from '../../../shared/domain/amount.ts';
import { watchedKey } from '../../../shared/storage/table-keys.ts';
import { createTopUps } from '../../../shared/storage/top-ups.ts';
import { persist } from '../../support/expectations/one-effect.ts';
import type { Reply } from '../../support/service/reply.ts';
import type { Act, Site } from './act.ts';

interface Publishing {
  readonly method: 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Checks what a reader sees afterwards. */
  readonly check: (site: Site) => Promise<void>;
}

/** Acts that change no account: asked for again, the same is there already. */
export const catalogueActs: readonly Act[] = [
  catalogueAct('publish-plan', async (_site, name) => ({
    method: 'PUT',
    path: `/plans/${name}`,
    body: { credits: 100 },
    check: async ({ service }) => {
      const { json } = await service.call('GET', '/plans');
      const versions = json.plans.filter((plan: { readonly planId: string }) => plan.planId === name);
      expect(versions).toMatchObject([{ credits: 100 }]);
    },
  })),
  catalogueAct('publish-promotion', async (_site, name) => ({
    method: 'PUT',
    path: `/promotions/${name}`,
    body: { credits: 100, endsAt: '2099-01-01T00:00:00Z', uses: 7 },
    check: async ({ service }) => {
      const { json } = await service.call('GET', `/promotions/${name}`);
      expect(json).toMatchObject({ credits: 100, uses: 7, left: 7 });
    },
  })),
  catalogueAct('publish-rate-card', async (_site, name) => ({
    method: 'PUT',
    path: `/rate-cards/${name}`,
    body: { prices: manyPrices },
    check: async ({ service }) => {
      const { json } = await service.call('GET', `/rate-cards/${name}`);
      expect(json.prices).toHaveLength(manyPrices.length);
    },
  })),
  catalogueAct('watch-account', async ({ service }, name) => {
    await service.open(name);
    const check = async (site: Site): Promise<void> => expect(await watchedAccounts(site)).toContain(name);
    return { method: 'PUT', path: `/watched-accounts/${name}`, check };
  }),
  catalogueAct('unwatch-account', async ({ service }, name) => {
    await service.open(name);
    await service.call('PUT', `/watched-accounts/${name}`);
    const check = async (site: Site): Promise<void> => expect(await watchedAccounts(site)).not.toContain(name);
    return { method: 'DELETE', path: `/watched-accounts/${name}`, check };
  }),
  catalogueAct('fail-top-up', async ({ table }, name) => {
    const topUps = createTopUps(table);
    const asked = { accountId: name, seq: 3, sinceMs: Date.now(), packId: 'burst', available: noCredits, count: 1 };
    await topUps.open(asked);
    const check = async (): Promise<void> =>
      expect((await topUps.read(name))?.failure).toMatchObject({ reason: 'declined', isTold: false });
    const body = { requestId: topUpRequestId(asked), reason: 'declined' };
    return { method: 'POST', path: `/accounts/${name}/auto-top-up/failures`, body, check };
  }),
  catalogueAct('end-promotion', async ({ service }, name) => {
    const body = { credits: 100, endsAt: '2099-01-01T00:00:00Z', uses: 7 };
    await service.call('PUT', `/promotions/${name}`, { body });
    const check = async (): Promise<void> => {
      const { json } = await service.call('GET', `/promotions/${name}`);
      expect(Date.parse(json.endedAt)).toBeGreaterThan(0);
    };
    return { method: 'POST', path: `/promotions/${name}/end`, check };
  }),
];

/** So many that they take two items. */
const manyPrices = Array.from({ length: 1_200 }, (_, index) => ({
  sku: `infrastructure.part-${index}.run`,
  category: 'infrastructure',
  credits: 1 + index,
}));

export function catalogueAct(id: string, publishing: (site: Site, name: string) => Promise<Publishing>): Act {
  return {
    id,
    prepare: async (site) => {
      const { method, path, body, check } = await publishing(site, site.newName());
      let reply: Reply | undefined;
      return {
        engine: site.engine,
        ask: async ({ call }) => {
          reply = await persist(() => call(method, path, body === undefined ? {} : { body }));
        },
        check: async () => {
          expect(reply?.status, reply?.text).toBe(200);
          await check(site);
          const again = await site.service.call(method, path, body === undefined ? {} : { body });
          expect(again.text).toBe(reply?.text);
        },
        close: async () => {},
      };
    },
  };
}

async function watchedAccounts({ table }: Site): Promise<unknown> {
  const item = await table.get(watchedKey);
  return item?.['accountIds'];
}
