/** The SKUs that a model's usage is priced by: the SKUs of a rate card for each kind of token and thing, by how it was served. */
import { countedThings, partOf, type TokenUsage, tokenParts, type UsageKind } from './model-usage.ts';

/** Usage lines, for a rate card to price. */
export interface PricedLines {
  readonly usage: readonly { readonly sku: string; readonly quantity: number }[];
}

export type SkuByKind = { readonly [Kind in UsageKind]?: string };

/**
 * A SKU for each kind. Cached and written tokens without one count as input; a part without one, as what it is a part of;
 * output without one, as input. Things beside tokens without one aren't charged, nor are images that are told in tokens.
 */
export type ModelSkus = SkuByKind & {
  /** How it is served where the answer doesn't tell: a tier, a region. */
  readonly served?: readonly string[];
  /** Where that has prices of its own: `flex`, `priority`, `batches`, `eu`, `flex-eu`. */
  readonly when?: Readonly<Record<string, SkuByKind>>;
};

/** As usage lines, for the rate card to price. Undefined for nothing: zero is no charge. */
export function chargeOf(usage: TokenUsage, skus: ModelSkus): PricedLines | undefined {
  const quantities = new Map<string, number>();
  const skuOf = skuChooser(skus, usage.served);
  const add = (sku: string | undefined, quantity: number): void => {
    if (sku !== undefined && quantity > 0) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  };
  const { input, output, cachedInput, cacheWrite } = usage;
  const rest = { input, output, cachedInput, cacheWrite };
  for (const part of tokenParts) {
    const sku = skuOf(part);
    if (sku === undefined) continue;
    const quantity = Math.min(usage[part] ?? 0, rest[partOf[part]]);
    rest[partOf[part]] -= quantity;
    add(sku, quantity);
  }
  add(skuOf('input'), rest.input);
  add(skuOf('output') ?? skuOf('input'), rest.output);
  add(skuOf('cachedInput') ?? skuOf('input'), rest.cachedInput);
  add(skuOf('cacheWrite') ?? skuOf('input'), rest.cacheWrite);
  for (const thing of countedThings) {
    if (thing !== 'images' || usage.outputImage === undefined) add(skuOf(thing), usage[thing] ?? 0);
  }
  if (quantities.size === 0) return undefined;
  return { usage: [...quantities].map(([sku, quantity]) => ({ sku, quantity })) };
}

/** All that a usage served so may be charged as. */
export function skusIn(skus: ModelSkus): readonly string[] {
  const skuOf = skuChooser(skus, undefined);
  const kinds: readonly UsageKind[] = ['input', 'output', 'cachedInput', 'cacheWrite', ...tokenParts, ...countedThings];
  return [...new Set(kinds.flatMap((kind) => skuOf(kind) ?? []))];
}

const tiers: ReadonlySet<string> = new Set(['flex', 'priority', 'batches']);

/** The price of its tier and region together, else of one of them, else the usual. */
function skuChooser(skus: ModelSkus, told: readonly string[] = []): (kind: UsageKind) => string | undefined {
  const isTierTold = told.some((word) => tiers.has(word));
  const asked = (skus.served ?? []).filter((word) => !isTierTold || !tiers.has(word));
  const words = [...new Set([...told, ...asked])].sort(byTier);
  const names = words.length > 1 ? [words.join('-'), ...words] : words;
  return (kind) => {
    for (const name of names) {
      const sku = skus.when?.[name]?.[kind];
      if (sku !== undefined) return sku;
    }
    return skus[kind];
  };
}

/** A tier, then the others by name. */
function byTier(a: string, b: string): number {
  const rank = (word: string): number => (tiers.has(word) ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
