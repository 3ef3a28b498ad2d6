/** Commands that enter nothing in a ledger: plans, rate cards, the list of the watched, and the end of a quarantine. */

import type { Plan } from '../../../../shared/domain/catalogue/plan.ts';
import { inEffectAt } from '../../../../shared/domain/catalogue/version.ts';
import { done, type Outcome } from '../../../../shared/domain/decisions/outcome.ts';
import { endPromotion } from '../../../../shared/operations/end-promotion.ts';
import { liftQuarantine } from '../../../../shared/operations/lift-quarantine.ts';
import { publishPlan } from '../../../../shared/operations/publish-plan.ts';
import { publishPromotion } from '../../../../shared/operations/publish-promotion.ts';
import { publishRateCard } from '../../../../shared/operations/publish-rate-card.ts';
import { repairAccount } from '../../../../shared/operations/repair-account.ts';
import { unwatchAccount } from '../../../../shared/operations/unwatch-account.ts';
import { watchAccount } from '../../../../shared/operations/watch-account.ts';
import { encodeHold } from '../../../../shared/storage/hold-item.ts';
import { createPromotions } from '../../../../shared/storage/promotions.ts';
import { type Item, watchedKey } from '../../../../shared/storage/table-keys.ts';
import { credits, dayMs, plan, startMs } from '../../../support/builders/fixtures.ts';
import { openFleet } from '../../../support/builders/fleet.ts';
import { answerOf, textOf } from './answer-of.ts';
import { catalogueWorld, promotionCode } from './catalogue-world.ts';
import { startProcess } from './process.ts';
import type { Command, Scene, Services, Site } from './scene.ts';

const { version: _version, publishedAtMs: _published, effectiveFromMs: _effective, ...team } = plan();
const price = { sku: 'ai.other.token', category: 'ai', credits: credits(1), per: 1 } as const;

/** Nobody's key is remembered: whoever asks again finds it as asked. */
function asking(name: string, run: (services: Services, nowMs: number) => Promise<Outcome<unknown>>): Command {
  return {
    name,
    run: async (services, nowMs) => ({ ...answerOf(await run(services, nowMs)), remembered: 'no' }),
  };
}

function publish(planId: string): Command {
  return asking(`publish ${planId}`, async ({ store }, nowMs) => {
    const published = await publishPlan(store, { ...team, planId }, nowMs);
    return published.kind === 'done' ? done(contentOf(published.value)) : published;
  });
}

function card(name: string, amount: number): Command {
  const content = { version: '2026-12-01', prices: [{ ...price, credits: credits(amount) }] };
  return asking(name, ({ store }, nowMs) => publishRateCard(store, content, nowMs));
}

function promote(name: string, uses: number): Command {
  const terms = { code: 'SUMMER', credits: credits(5), endsAtMs: startMs + dayMs, uses };
  return asking(name, ({ store }, nowMs) => publishPromotion(store, terms, nowMs));
}

function watch(accountId: string): Command {
  return asking(`watch ${accountId}`, ({ store }, nowMs) =>
    watchAccount(store, { accountId, watchedMax: undefined }, nowMs),
  );
}

function unwatch(accountId: string): Command {
  return asking(`unwatch ${accountId}`, ({ store }) => unwatchAccount(store, accountId));
}

function lift(accountId: string): Command {
  return asking(`lift ${accountId}`, ({ store }, nowMs) =>
    liftQuarantine(store, { accountId, reason: 'looked at', actor: 'ops' }, nowMs),
  );
}

function repair(accountId: string, through: number): Command {
  const terms = { accountId, through, reason: 'looked at', actor: 'ops', caller: 'test' };
  return asking(`repair ${accountId}`, ({ store }, nowMs) => repairAccount(store, terms, nowMs));
}

function end(code: string): Command {
  return asking(`end ${code}`, ({ store }, nowMs) => endPromotion(store, { code }, nowMs));
}

/** A first version rules from the instant it was asked for: one that hung and was repeated may be there twice, saying the same. */
function contentOf({ planId, credits: amount, packs }: Plan): unknown {
  return [planId, amount, packs.map(({ packId }) => packId)];
}

async function catalogueDigest({ services: { store } }: Site, atMs: number): Promise<string> {
  const { plans, rateCards } = await store.catalogue.readFresh();
  const ruling = [...plans.values()].flatMap((versions) => inEffectAt(versions, atMs) ?? []);
  return textOf([ruling.map(contentOf), await Promise.all(rateCards.map((head) => store.catalogue.rateCard(head)))]);
}

async function promotionDigest({ services: { store } }: Site): Promise<string> {
  return textOf((await createPromotions(store.table).read('SUMMER')) ?? 'none');
}

async function watchedDigest({ world: { table } }: Site): Promise<string> {
  const accountIds = table.peek(watchedKey)?.['accountIds'];
  return Array.isArray(accountIds) ? accountIds.toSorted().join(' ') : 'none';
}

/** The list that people see; that the account itself goes on is asked by changing it. */
async function quarantinedDigest({ services: { store } }: Site): Promise<string> {
  return textOf((await store.quarantined()).map(({ accountId }) => accountId));
}

/** The account as a reader has it, with a hold that nothing has opened: a repair takes it away. */
async function repairedDigest(site: Site, accountId: string): Promise<string> {
  const { store } = site.services;
  const loaded = await store.readAccount(accountId);
  const { seq, headHash, withdrawn } = loaded?.account ?? {};
  const holds = loaded && (await store.holdsFrom(loaded, { from: '', limit: 10 }));
  return textOf([await quarantinedDigest(site), seq, headHash, withdrawn, holds?.map(({ state }) => state)]);
}

async function endedDigest({ services: { store } }: Site): Promise<string> {
  return textOf((await createPromotions(store.table).read(promotionCode))?.endedAtMs ?? 'none');
}

export async function catalogueScenes(): Promise<readonly Scene[]> {
  const world = await catalogueWorld();
  const { services } = startProcess({ world });
  const [one = '', two = ''] = await openFleet(services.store, 'fleet', 2);
  const items = world.table.all();
  await watchAccount(services.store, { accountId: one, watchedMax: undefined }, startMs);
  const watching = world.table.all();
  await services.store.quarantine(one, { sinceMs: startMs, findings: ['entry 1: a sum is wrong'] });
  const quarantined = world.table.all();
  await world.table.putMany([orphanOf(one)]);
  const damaged = world.table.all();
  const nothingElse = { atMs: startMs, isAtomic: true, check: async () => [] } as const;
  const catalogue = { ...nothingElse, items, digest: catalogueDigest } as const;
  const list = { ...nothingElse, digest: watchedDigest } as const;
  return [
    {
      ...catalogue,
      operation: 'publish-plan',
      start: 'a first version',
      commands: [publish('new')],
      rivals: [publish('other')],
    },
    {
      ...catalogue,
      operation: 'publish-rate-card',
      start: 'a version',
      commands: [card('card', 1)],
      rivals: [card('rival', 2)],
    },
    {
      ...catalogue,
      digest: promotionDigest,
      operation: 'publish-promotion',
      start: 'a code',
      commands: [promote('code', 1)],
      rivals: [promote('rival', 2)],
    },
    {
      ...list,
      operation: 'watch-account',
      start: 'nothing watched',
      items,
      commands: [watch(one)],
      rivals: [watch(two)],
    },
    {
      ...list,
      operation: 'unwatch-account',
      start: 'one watched',
      items: watching,
      commands: [unwatch(one)],
      rivals: [watch(two)],
    },
    {
      ...nothingElse,
      isAtomic: false,
      operation: 'lift-quarantine',
      start: 'one quarantined',
      items: quarantined,
      digest: quarantinedDigest,
      commands: [lift(one)],
      rivals: [watch(two)],
    },
    {
      ...catalogue,
      operation: 'end-promotion',
      start: 'a code',
      digest: endedDigest,
      commands: [end(promotionCode)],
      rivals: [promote('rival', 2)],
    },
    repairScene(one, two, damaged),
  ];
}

function orphanOf(accountId: string): Item {
  const [amount, holdId] = [credits(5), 'hold_zzzzzzzzz_orphan'];
  const hold = { category: 'ai', used: credits(0), overrun: credits(0), whenExhausted: 'pause', limitIds: [] } as const;
  const rest = { credits: amount, slice: amount, pinned: [], expiresAtMs: startMs + dayMs, state: 'open' } as const;
  return encodeHold(accountId, { holdId, ...hold, ...rest }, 1);
}

function repairScene(one: string, two: string, items: readonly Item[]): Scene {
  return {
    ...{ atMs: startMs, isAtomic: false, check: async () => [] },
    operation: 'repair-account',
    start: 'a hold that nothing has opened',
    items,
    digest: (site) => repairedDigest(site, one),
    commands: [repair(one, 1)],
    rivals: [watch(two)],
  };
}
