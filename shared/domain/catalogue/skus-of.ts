/** Finds a model in a rate card, by its name or another, and what its usage is priced as. */
import { canonicalModelName, modelNames } from './model-names.ts';
import type { ModelSkus, SkuByKind } from './model-skus.ts';
import type { UsageKind } from './model-usage.ts';

/** A rate card, as the service answers it. */
export interface PricedSkus {
  readonly version?: string;
  readonly prices: readonly { readonly sku: string }[];
  /** Other names of what comes before a SKU's last dot. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** The terms that the request asks for and its answer may not tell. */
export interface RequestTerms {
  readonly tier?: 'flex' | 'priority' | 'batches';
  /** Where a region has prices of its own: `eu`, `us`. */
  readonly region?: string;
  readonly searchContextSize?: 'low' | 'medium' | 'high';
}

/** The rate card has no price for a model. Thrown before it is called. */
export class NoPrice extends Error {
  override readonly name = 'NoPrice';
}

/** The thing that the last part of a SKU prices, in order of preference. */
const things = {
  input: ['input-token'],
  output: ['output-token'],
  cachedInput: ['cached-input-token', 'input-token-cache-hit'],
  cacheWrite: ['cache-write-token'],
  inputAudio: ['input-audio-token'],
  inputImage: ['input-image-token'],
  inputVideo: ['input-video-token'],
  cachedAudio: ['cached-input-audio-token'],
  cacheWriteHour: ['cache-write-token-above-1hr'],
  reasoning: ['output-reasoning-token'],
  outputAudio: ['output-audio-token'],
  outputImage: ['output-image-token'],
  outputVideo: ['output-video-token'],
  webSearches: ['search-query-medium', 'search-query'],
  searchedPrompts: ['search-prompt-medium', 'search-prompt'],
  fileSearches: ['file-search-call'],
  codeSessions: ['code-interpreter-session'],
  citationTokens: ['citation-token'],
  queries: ['input-query'],
  images: ['output-image'],
  audioSeconds: ['input-second', 'output-second'],
} as const satisfies Record<UsageKind, readonly string[]>;
const kinds = Object.keys(things).filter((kind): kind is UsageKind => Object.hasOwn(things, kind));

const stemPrefix = 'ai.';

/**
 * The SKUs that a rate card has for a model: what an import of a price map makes. The name may carry a provider, a region
 * or a date that the card's hasn't, or be an alias in the card. Throws `NoPrice` when the card knows none of its names.
 */
export function skusOf(model: string, card: PricedSkus, terms: RequestTerms = {}): ModelSkus {
  const index = indexOf(card);
  const stem = stemOf(model, card, index);
  const priced = stem === undefined ? undefined : index.things.get(stem);
  if (stem === undefined || priced === undefined)
    throw new NoPrice(`rate card ${card.version ?? 'without a version'} has no price for ${model}`);
  const { tier, region, searchContextSize = 'medium' } = terms;
  const served = [tier, region].filter((word) => word !== undefined);
  const sized = {
    webSearches: `search-query-${searchContextSize}`,
    searchedPrompts: `search-prompt-${searchContextSize}`,
  };
  return {
    ...skusFor(stem, priced, ''),
    ...Object.fromEntries(
      Object.entries(sized).flatMap(([kind, thing]) => (priced.has(thing) ? [[kind, `${stem}.${thing}`]] : [])),
    ),
    ...(served.length === 0 ? {} : { served }),
    when: Object.fromEntries(suffixesIn(priced).map((suffix) => [suffix, skusFor(stem, priced, `-${suffix}`)])),
  };
}

function skusFor(stem: string, priced: ReadonlySet<string>, suffix: string): SkuByKind {
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const thing = things[kind].find((each) => priced.has(`${each}${suffix}`));
      return thing === undefined ? [] : [[kind, `${stem}.${thing}${suffix}`]];
    }),
  );
}

const suffixPattern = /^(?!above|cache-hit)[a-z]+(?:-[a-z]+)*$/;
const longestFirst = Object.values(things)
  .flat()
  .sort((a, b) => b.length - a.length);

/** Tiers, regions and speeds that something of the model has a price for. */
function suffixesIn(priced: ReadonlySet<string>): readonly string[] {
  const suffixes = new Set<string>();
  for (const thing of priced) {
    const known = longestFirst.find((each) => thing === each || thing.startsWith(`${each}-`));
    const suffix = known === undefined ? '' : thing.slice(known.length + 1);
    if (suffixPattern.test(suffix)) suffixes.add(suffix);
  }
  return [...suffixes];
}

interface Index {
  /** Things priced, by stem. */
  readonly things: ReadonlyMap<string, ReadonlySet<string>>;
  /** Stems by what remains of their names without provider, region and date; of several the last. */
  readonly canonical: ReadonlyMap<string, string>;
}

const indexes = new WeakMap<object, Index>();

function indexOf(card: PricedSkus): Index {
  const known = indexes.get(card);
  if (known !== undefined) return known;
  const byStem = new Map<string, Set<string>>();
  for (const { sku } of card.prices) {
    const dot = sku.lastIndexOf('.');
    const stem = sku.slice(0, dot);
    if (!stem.startsWith(stemPrefix)) continue;
    const set = byStem.get(stem) ?? new Set();
    byStem.set(stem, set.add(sku.slice(dot + 1)));
  }
  const canonical = new Map<string, string>();
  for (const stem of [...byStem.keys()].sort()) canonical.set(canonicalModelName(stem.slice(stemPrefix.length)), stem);
  const index = { things: byStem, canonical };
  indexes.set(card, index);
  return index;
}

/** The name itself goes before an alias, and an alias before what is left of the name. */
function stemOf(model: string, { aliases = {} }: PricedSkus, index: Index): string | undefined {
  for (const name of modelNames(model)) {
    const stem = `${stemPrefix}${name}`;
    if (index.things.has(stem)) return stem;
    const alias = Object.hasOwn(aliases, stem) ? aliases[stem] : undefined;
    if (alias !== undefined && index.things.has(alias)) return alias;
  }
  return index.canonical.get(canonicalModelName(model));
}
