/** A rate card in the table: a head, and its prices and other names in parts. A part that is missing charges nobody. */
import * as z from 'zod/mini';
import { categories, type Price, type RateCard } from '../domain/catalogue/rate-card.ts';
import type { Version } from '../domain/catalogue/version.ts';
import { fingerprint } from '../domain/fingerprint.ts';
import { present } from '../domain/present.ts';
import { parse } from './parse.ts';
import { storedAmount, whole } from './stored-parts.ts';
import { ItemCorrupt, type Table } from './table.ts';
import { cardPartKey, cardPartsPk, type Item } from './table-keys.ts';

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

const pricesPerPart = 1_000;
/** As much of one item as its text may take, so that key and names still fit into DynamoDB's 400 KB. */
const partBytesMax = 400_000;
const aliasesPerPart = 1_000;

export async function readRateCard(table: Table, head: RateCardHead): Promise<RateCard> {
  const prices = (await readParts(table, head, 'PART', head.parts)).flatMap((item) =>
    parse(storedPrices, item['prices'], 'a price list'),
  );
  const names = (await readParts(table, head, 'ALIAS', head.aliasParts ?? 0)).flatMap((item) =>
    parse(storedAliases, item['aliases'], 'a list of aliases'),
  );
  const { content: _content, parts: _parts, aliasParts: _aliasParts, ...version } = head;
  const aliases = names.length === 0 ? undefined : new Map(names);
  return { ...version, prices: new Map(prices.map((price) => [price.sku, price])), ...present({ aliases }) };
}

async function readParts(table: Table, head: RateCardHead, name: string, parts: number): Promise<readonly Item[]> {
  if (parts === 0) return [];
  const range = { from: `${name}#`, to: `${name}#~` };
  const items = await table.query({ pk: cardPartsPk(head), ...range, order: 'ascending', limit: parts });
  if (items.length !== parts) throw new ItemCorrupt(`rate card ${head.version} lacks a part`);
  return items;
}

/** Stores all of a card but its head, and answers that: its content is a fingerprint of prices and names. */
export async function putPrices(table: Table, { prices, aliases, ...version }: RateCard): Promise<RateCardHead> {
  const all = [...prices.values()];
  const names = [...(aliases ?? [])];
  const named = names.length === 0 ? undefined : Object.fromEntries(names);
  const content = fingerprint('rate-card', { version: version.version, prices: all, ...present({ aliases: named }) });
  const lists = partsOf(all);
  const aliasParts = named && Math.ceil(names.length / aliasesPerPart);
  const head: RateCardHead = { ...version, content, parts: lists.length, ...present({ aliasParts }) };
  await table.putMany([
    ...lists.map((list, part) => ({ ...cardPartKey(head, 'PART', part), prices: JSON.stringify(list) })),
    ...Array.from({ length: aliasParts ?? 0 }, (_, part) => ({
      ...cardPartKey(head, 'ALIAS', part),
      aliases: JSON.stringify(names.slice(part * aliasesPerPart, (part + 1) * aliasesPerPart)),
    })),
  ]);
  return head;
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
