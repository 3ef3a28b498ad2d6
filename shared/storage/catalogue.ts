/**
 * Plans and rate cards. Versions are immutable and come into effect two minutes after their publication at the earliest, so
 * a list read less than a minute ago names every version in effect: processes keep theirs that long.
 */

import { canonicalJson } from '../domain/canonical-json.ts';
import type { Plan, PlanCatalogue } from '../domain/catalogue/plan.ts';
import type { RateCard } from '../domain/catalogue/rate-card.ts';
import { inEffectAt } from '../domain/catalogue/version.ts';
import { type Catalogue, createVersions } from './catalogue-versions.ts';
import { putPrices, type RateCardHead, readRateCard } from './rate-card-items.ts';
import { StoreUnavailable, type Table } from './table.ts';
import { cardKey, type Item, planKey } from './table-keys.ts';

export interface CatalogueStore {
  /** The catalogue as it was at most a minute before `nowMs`. */
  read(nowMs: number): Promise<Catalogue>;
  /** The catalogue as it is. */
  readFresh(): Promise<Catalogue>;
  /** The plans, read anew if they lack one of these: a plan's first version takes effect at once, so a kept list may not know it. */
  plansFor(planIds: readonly string[], nowMs: number): Promise<PlanCatalogue>;
  /** The rate cards that came into effect after `fromMs`, up to `untilMs`, for the accounts of a plan. */
  rateCardsFrom(fromMs: number, untilMs: number, planId?: string): Promise<readonly RateCard[]>;
  rateCard(head: RateCardHead): Promise<RateCard>;
  /** False when this version exists already: read it to see whether it is the same. */
  addPlan(plan: Plan): Promise<boolean>;
  addRateCard(card: RateCard): Promise<boolean>;
}

/** How soon after a read a plan that it lacked is looked for again. */
const missKeptMs = 1_000;

export function createCatalogueStore(table: Table): CatalogueStore {
  const versions = createVersions(table);
  const rateCard = createRateCards(table);

  async function plansFor(planIds: readonly string[], nowMs: number): Promise<PlanCatalogue> {
    const { plans } = await versions.read(nowMs);
    if (planIds.every((planId) => plans.has(planId))) return plans;
    return (await versions.read(nowMs, missKeptMs)).plans;
  }

  async function rateCardsFrom(fromMs: number, untilMs: number, planId?: string): Promise<readonly RateCard[]> {
    const catalogue = await versions.read(untilMs);
    return Promise.all(
      catalogue.rateCards
        .filter(({ effectiveFromMs }) => effectiveFromMs > fromMs && effectiveFromMs <= untilMs)
        // A general card changes nothing for a plan that has one of its own by then.
        .filter((head) => head.planId === rateCardAt(catalogue, head.effectiveFromMs, planId)?.planId)
        .map((head) => rateCard(head)),
    );
  }

  async function add(item: Item): Promise<boolean> {
    const outcome = await table.put(item, { kind: 'absent' });
    versions.forget();
    if (outcome.kind === 'in-doubt')
      throw new StoreUnavailable('the catalogue did not answer', { cause: outcome.cause });
    return outcome.kind === 'stored';
  }

  return {
    read: (nowMs) => versions.read(nowMs),
    readFresh: versions.readAll,
    plansFor,
    rateCardsFrom,
    rateCard,
    addPlan: (plan) => add({ ...planKey(plan.planId, plan.version), plan: JSON.stringify(plan) }),
    // The prices first, the head last: a card is there once its head is.
    addRateCard: async (card) => {
      const head = await putPrices(table, card);
      return add({ ...cardKey(head.version), card: JSON.stringify(head) });
    },
  };
}

const rateCardsMax = 8;

/** Rate cards with their prices, each read once while few are in use. */
function createRateCards(table: Table): (head: RateCardHead) => Promise<RateCard> {
  const cards = new Map<string, Promise<RateCard>>();
  return (head) => {
    const known = cards.get(head.content);
    if (known !== undefined) return known;
    const card = readRateCard(table, head);
    if (cards.size === rateCardsMax) cards.clear();
    cards.set(head.content, card);
    card.catch(() => cards.delete(head.content));
    return card;
  };
}

type CardVersion = Pick<RateCardHead, 'version' | 'effectiveFromMs' | 'publishedAtMs' | 'planId'>;

/** The rate card in effect at an instant, without its prices: a plan's own for its accounts, the general one else. */
export function rateCardAt<Card extends CardVersion>(
  { rateCards }: { readonly rateCards: readonly Card[] },
  atMs: number,
  planId?: string,
): Card | undefined {
  const own = planId === undefined ? undefined : ruling(rateCards, atMs, planId);
  return own ?? ruling(rateCards, atMs, undefined);
}

function ruling<Card extends CardVersion>(
  rateCards: readonly Card[],
  atMs: number,
  planId: string | undefined,
): Card | undefined {
  return inEffectAt(
    rateCards.filter((card) => card.planId === planId),
    atMs,
  );
}

/** Tells whether two versions say the same, their publication aside. */
export function isSameContent(a: object, b: object): boolean {
  return canonicalJson({ ...a, publishedAtMs: 0 }) === canonicalJson({ ...b, publishedAtMs: 0 });
}
