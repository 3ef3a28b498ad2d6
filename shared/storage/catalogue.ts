/**
 * Plans and rate cards. Versions are immutable and come into effect two minutes after their publication at the earliest, so
 * a list read less than a minute ago names every version in effect: processes keep theirs that long.
 */

import * as z from 'zod/mini';
import { canonicalJson } from '../domain/canonical-json.ts';
import { overrunPolicies, type Plan, type PlanCatalogue } from '../domain/catalogue/plan.ts';
import { categories, type Price, type RateCard } from '../domain/catalogue/rate-card.ts';
import { inEffectAt, type Version } from '../domain/catalogue/version.ts';
import { cadences } from '../domain/cycle.ts';
import { fingerprint } from '../domain/fingerprint.ts';
import { minuteMs } from '../domain/time.ts';
import { parse } from './parse.ts';
import { storedAmount, storedMoney, whole } from './stored-parts.ts';
import { ItemCorrupt, StoreUnavailable, type Table } from './table.ts';
import { cardKey, cardPartKey, cardPartsPk, cataloguePk, type Item, isCardKey, planKey } from './table-keys.ts';

/** A rate card without its prices, and where those are. */
export interface RateCardHead extends Version {
  /** Fingerprint of the prices: parts of two cards that claim one version never mix. */
  readonly content: string;
  readonly parts: number;
  /** Parts that hold other names of SKUs. */
  readonly aliasParts?: number;
  /** The plan whose accounts it prices, in place of the general one. */
  readonly planId?: string;
}

export interface Catalogue {
  readonly plans: PlanCatalogue;
  readonly rateCards: readonly RateCardHead[];
}

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

const keptMs = minuteMs;
/** How soon after a read a plan that it lacked is looked for again. */
const missKeptMs = 1_000;
const itemsMax = 5_000;
const pricesPerPart = 1_000;
/** As much of one item as its text may take, so that key and names still fit into DynamoDB's 400 KB. */
const partBytesMax = 400_000;
const aliasesPerPart = 1_000;
const rateCardsMax = 8;

export function createCatalogueStore(table: Table): CatalogueStore {
  let kept: { readonly catalogue: Promise<Catalogue>; readonly atMs: number } | undefined;
  const cards = new Map<string, Promise<RateCard>>();

  function read(nowMs: number, maxAgeMs = keptMs): Promise<Catalogue> {
    if (kept !== undefined && nowMs >= kept.atMs && nowMs - kept.atMs < maxAgeMs) return kept.catalogue;
    const catalogue = readAll();
    kept = { catalogue, atMs: nowMs };
    catalogue.catch(() => {
      kept = undefined;
    });
    return catalogue;
  }

  async function plansFor(planIds: readonly string[], nowMs: number): Promise<PlanCatalogue> {
    const { plans } = await read(nowMs);
    if (planIds.every((planId) => plans.has(planId))) return plans;
    return (await read(nowMs, missKeptMs)).plans;
  }

  async function rateCardsFrom(fromMs: number, untilMs: number, planId?: string): Promise<readonly RateCard[]> {
    const catalogue = await read(untilMs);
    return Promise.all(
      catalogue.rateCards
        .filter(({ effectiveFromMs }) => effectiveFromMs > fromMs && effectiveFromMs <= untilMs)
        // A general card changes nothing for a plan that has one of its own by then.
        .filter((head) => head.planId === rateCardAt(catalogue, head.effectiveFromMs, planId)?.planId)
        .map((head) => rateCard(head)),
    );
  }

  async function readAll(): Promise<Catalogue> {
    const items = await table.query({ pk: cataloguePk, from: ' ', to: '~', order: 'ascending', limit: itemsMax });
    if (items.length === itemsMax) throw new ItemCorrupt(`the catalogue holds more than ${itemsMax} versions`);
    const plans = new Map<string, Plan[]>();
    const rateCards: RateCardHead[] = [];
    for (const item of items) {
      if (isCardKey(item)) {
        rateCards.push(decodeHead(item));
        continue;
      }
      const plan = decodePlan(item);
      const versions = plans.get(plan.planId) ?? [];
      versions.push(plan);
      plans.set(plan.planId, versions);
    }
    return { plans, rateCards };
  }

  function rateCard(head: RateCardHead): Promise<RateCard> {
    const known = cards.get(head.content);
    if (known !== undefined) return known;
    const card = readRateCard(head);
    if (cards.size === rateCardsMax) cards.clear();
    cards.set(head.content, card);
    card.catch(() => cards.delete(head.content));
    return card;
  }

  async function readRateCard(head: RateCardHead): Promise<RateCard> {
    const prices = (await readParts(head, 'PART', head.parts)).flatMap((item) =>
      parse(storedPrices, item['prices'], 'a price list'),
    );
    const names = (await readParts(head, 'ALIAS', head.aliasParts ?? 0)).flatMap((item) =>
      parse(storedAliases, item['aliases'], 'a list of aliases'),
    );
    const { content: _content, parts: _parts, aliasParts: _aliasParts, ...version } = head;
    return {
      ...version,
      prices: new Map(prices.map((price) => [price.sku, price])),
      ...(names.length === 0 ? {} : { aliases: new Map(names) }),
    };
  }

  async function readParts(head: RateCardHead, name: string, parts: number): Promise<readonly Item[]> {
    if (parts === 0) return [];
    const range = { from: `${name}#`, to: `${name}#~` };
    const items = await table.query({ pk: cardPartsPk(head), ...range, order: 'ascending', limit: parts });
    if (items.length !== parts) throw new ItemCorrupt(`rate card ${head.version} lacks a part`);
    return items;
  }

  async function addPlan(plan: Plan): Promise<boolean> {
    return add({ ...planKey(plan.planId, plan.version), plan: JSON.stringify(plan) });
  }

  /** The prices first, the head last: a card is there once its head is. */
  async function addRateCard({ prices, aliases, ...version }: RateCard): Promise<boolean> {
    const all = [...prices.values()];
    const names = [...(aliases ?? [])];
    const named = names.length === 0 ? {} : { aliases: Object.fromEntries(names) };
    const content = fingerprint('rate-card', { version: version.version, prices: all, ...named });
    const lists = partsOf(all);
    const aliasParts = Math.ceil(names.length / aliasesPerPart);
    const head: RateCardHead = {
      ...version,
      content,
      parts: lists.length,
      ...(aliasParts === 0 ? {} : { aliasParts }),
    };
    await table.putMany([
      ...lists.map((list, part) => ({ ...cardPartKey(head, 'PART', part), prices: JSON.stringify(list) })),
      ...Array.from({ length: aliasParts }, (_, part) => ({
        ...cardPartKey(head, 'ALIAS', part),
        aliases: JSON.stringify(names.slice(part * aliasesPerPart, (part + 1) * aliasesPerPart)),
      })),
    ]);
    return add({ ...cardKey(head.version), card: JSON.stringify(head) });
  }

  async function add(item: Item): Promise<boolean> {
    const outcome = await table.put(item, { kind: 'absent' });
    kept = undefined;
    if (outcome.kind === 'in-doubt')
      throw new StoreUnavailable('the catalogue did not answer', { cause: outcome.cause });
    return outcome.kind === 'stored';
  }

  return { read: (nowMs) => read(nowMs), readFresh: readAll, plansFor, rateCardsFrom, rateCard, addPlan, addRateCard };
}

/** The rate card in effect at an instant, without its prices: a plan's own for its accounts, the general one else. */
export function rateCardAt(
  { rateCards }: Pick<Catalogue, 'rateCards'>,
  atMs: number,
  planId?: string,
): RateCardHead | undefined {
  const own = planId === undefined ? undefined : ruling(rateCards, atMs, planId);
  return own ?? ruling(rateCards, atMs, undefined);
}

function ruling(
  rateCards: readonly RateCardHead[],
  atMs: number,
  planId: string | undefined,
): RateCardHead | undefined {
  return inEffectAt(
    rateCards.filter((card) => card.planId === planId),
    atMs,
  );
}

/** Tells whether two versions say the same, their publication aside. */
export function isSameContent(a: object, b: object): boolean {
  return canonicalJson({ ...a, publishedAtMs: 0 }) === canonicalJson({ ...b, publishedAtMs: 0 });
}

/** A thousand prices a part, fewer where tiers make them long: the same card is cut the same way for ever. */
function partsOf(prices: readonly Price[]): readonly (readonly Price[])[] {
  const parts: Price[][] = [];
  let bytes = 0;
  for (const price of prices) {
    const size = Buffer.byteLength(JSON.stringify(price)) + 1;
    const last = parts.at(-1);
    if (last === undefined || last.length === pricesPerPart || bytes + size > partBytesMax) {
      parts.push([price]);
      bytes = size;
    } else {
      last.push(price);
      bytes += size;
    }
  }
  return parts.length === 0 ? [[]] : parts;
}

const version = { version: z.string(), effectiveFromMs: whole, publishedAtMs: whole };

const storedPlan = z.strictObject({
  ...version,
  planId: z.string(),
  name: z.exactOptional(z.string()),
  credits: storedAmount,
  cadence: z.enum(cadences),
  lowBalanceThresholds: z.array(storedAmount),
  overrun: z.strictObject({ policy: z.enum(overrunPolicies), cap: storedAmount }),
  packs: z.array(
    z.strictObject({
      packId: z.string(),
      credits: storedAmount,
      price: z.exactOptional(z.strictObject(storedMoney)),
      lifeMs: z.exactOptional(whole),
    }),
  ),
  price: z.exactOptional(z.strictObject({ ...storedMoney, interval: z.enum(cadences) })),
  usageWindowDays: z.exactOptional(whole),
});

const storedHead = z.strictObject({
  ...version,
  content: z.string(),
  parts: whole,
  aliasParts: z.exactOptional(whole),
  planId: z.exactOptional(z.string()),
});

const step = z.strictObject({ above: whole, credits: storedAmount, per: whole });
const storedTiers = z.union([
  z.strictObject({ mode: z.literal('graduated'), steps: z.array(step) }),
  z.strictObject({ mode: z.literal('threshold'), of: z.exactOptional(z.string()), steps: z.array(step) }),
]);

const storedPrices = z.array(
  z.strictObject({
    sku: z.string(),
    category: z.enum(categories),
    credits: storedAmount,
    per: whole,
    unit: z.exactOptional(z.string()),
    countsAs: z.exactOptional(z.string()),
    tiers: z.exactOptional(storedTiers),
  }),
);

const storedAliases = z.array(z.tuple([z.string(), z.string()]));

function decodePlan(item: Item): Plan {
  return parse(storedPlan, item['plan'], 'a plan');
}

function decodeHead(item: Item): RateCardHead {
  return parse(storedHead, item['card'], "a rate card's head");
}
