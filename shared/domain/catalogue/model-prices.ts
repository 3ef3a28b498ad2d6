/** All that a price map says of one model's prices, thing by thing: at first, for longer contexts, by tier and region. */
import { parseRational, type Rational } from '../decimal.ts';
import { isToken, looksPriced, multiplierIn, pricedThing } from './price-members.ts';

/** A price in US dollars, by its source text, for `per` things, and what it is for longer prompts. */
export interface UsdPrice {
  readonly source: string;
  readonly per: bigint;
  readonly multiplier: Rational;
  readonly steps: readonly { readonly aboveTokens: bigint; readonly source: string }[];
}

export interface ModelPrices {
  readonly things: ReadonlyMap<string, UsdPrice>;
  /** Members that were left out, and why. */
  readonly unknown: readonly string[];
}

interface Gathering {
  readonly first: Map<string, { readonly source: string; readonly per: bigint }>;
  readonly steps: Map<string, { readonly aboveTokens: bigint; readonly source: string }[]>;
  readonly multipliers: Map<string, Rational>;
  readonly unknown: string[];
}

const one: Rational = { numerator: 1n, denominator: 1n };

export function modelPrices(members: object): ModelPrices {
  const gathering: Gathering = { first: new Map(), steps: new Map(), multipliers: new Map(), unknown: [] };
  for (const [member, value] of Object.entries(members)) {
    if (member === 'search_context_cost_per_query') addSearches(gathering, value, searchedThing(members));
    else gather(gathering, member, value);
  }
  const things = new Map<string, UsdPrice>();
  for (const [thing, { source, per }] of gathering.first) {
    const steps = (gathering.steps.get(thing) ?? []).sort((a, b) => (a.aboveTokens < b.aboveTokens ? -1 : 1));
    things.set(thing, { source, per, multiplier: one, steps });
  }
  withoutFirst(gathering, things);
  for (const [suffix, multiplier] of combine(gathering.multipliers)) {
    for (const [thing, usd] of [...things]) {
      const named = `${thing}-${suffix}`;
      if (isToken(thing) && usd.multiplier === one && !things.has(named)) things.set(named, { ...usd, multiplier });
    }
  }
  return { things, unknown: gathering.unknown };
}

function gather(into: Gathering, member: string, value: unknown): void {
  const region = multiplierIn(member);
  const priced = pricedThing(member);
  if (region !== undefined) addMultiplier(into, region, value);
  else if (member === 'provider_specific_entry') addSpecific(into, value);
  else if (member === 'tiered_pricing') addTiers(into, value);
  else if (priced !== undefined && typeof value === 'string') add(into, priced, value);
  else if (value !== null && (priced !== undefined || looksPriced(member)))
    into.unknown.push(`${member} is of no kind that is known`);
}

function add(
  { first, steps }: Gathering,
  { thing, per, aboveTokens }: NonNullable<ReturnType<typeof pricedThing>>,
  source: string,
): void {
  if (aboveTokens === undefined) first.set(thing, { source, per });
  else steps.set(thing, [...(steps.get(thing) ?? []), { aboveTokens, source }]);
}

function addMultiplier({ multipliers, unknown }: Gathering, name: string, value: unknown): void {
  const multiplier = typeof value === 'string' ? parseRational(value) : undefined;
  if (multiplier === undefined || multiplier.numerator <= 0n) unknown.push(`the multiplier for ${name} is no number`);
  else multipliers.set(name, multiplier);
}

/** Speeds and regions of one provider's. */
function addSpecific(into: Gathering, value: unknown): void {
  for (const [name, multiplier] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
    if (/^[a-z]{2,10}$/.test(name)) addMultiplier(into, name, multiplier);
    else into.unknown.push(`provider_specific_entry.${name} is of no kind that is known`);
  }
}

/** Google's older models cost by the prompt that was searched for, however many queries it took. */
function searchedThing(members: object): 'query' | 'prompt' {
  const provider = 'litellm_provider' in members ? String(members.litellm_provider) : '';
  const isByQuery = 'web_search_billing_unit' in members && members.web_search_billing_unit === 'per_query';
  return /^(gemini|vertex_ai-language-models)$/.test(provider) && !isByQuery ? 'prompt' : 'query';
}

/** A search costs by how much of what it finds is read. */
function addSearches(into: Gathering, value: unknown, searched: 'query' | 'prompt'): void {
  for (const [name, source] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
    const size = /^search_context_size_([a-z]+)$/.exec(name)?.[1];
    if (size !== undefined && typeof source === 'string')
      into.first.set(`search-${searched}-${size}`, { source, per: 1n });
    else into.unknown.push(`search_context_cost_per_query.${name} is of no kind that is known`);
  }
}

/** Each entry's prices rule for prompts in its range of tokens, for the whole request. */
function addTiers(into: Gathering, value: unknown): void {
  for (const entry of Array.isArray(value) ? value : [value]) {
    const members: object = typeof entry === 'object' && entry !== null ? entry : {};
    const from = 'range' in members && Array.isArray(members.range) ? wholeOf(members.range[0]) : undefined;
    if (from === undefined) {
      into.unknown.push('tiered_pricing has an entry without a range of tokens');
      continue;
    }
    for (const [member, source] of Object.entries(members)) {
      if (member === 'range') continue;
      const priced = pricedThing(member);
      if (priced === undefined || priced.aboveTokens !== undefined || typeof source !== 'string')
        into.unknown.push(`tiered_pricing.${member} is of no kind that is known`);
      else add(into, from === 0n ? priced : { ...priced, aboveTokens: from }, source);
    }
  }
}

function wholeOf(value: unknown): bigint | undefined {
  const rational = typeof value === 'string' ? parseRational(value) : undefined;
  return rational === undefined || rational.numerator < 0n || rational.numerator % rational.denominator !== 0n
    ? undefined
    : rational.numerator / rational.denominator;
}

/** Adds a price from zero on. What has a price for long contexts alone costs at first what it would count as without one. */
function withoutFirst({ first, steps, unknown }: Gathering, things: Map<string, UsdPrice>): void {
  for (const [thing, list] of steps) {
    if (first.has(thing)) continue;
    const plain = first.get(thing.startsWith('output') ? 'output-token' : 'input-token');
    if (plain === undefined) {
      unknown.push(`${thing} has no price below ${list[0]?.aboveTokens} tokens`);
      continue;
    }
    const ordered = list.sort((a, b) => (a.aboveTokens < b.aboveTokens ? -1 : 1));
    things.set(thing, { ...plain, multiplier: one, steps: ordered });
  }
}

/** Regions exclude each other; a speed goes with each. */
function combine(multipliers: ReadonlyMap<string, Rational>): readonly (readonly [string, Rational])[] {
  const all = [...multipliers].sort(([a], [b]) => (a < b ? -1 : 1));
  const [speeds, regions] = [all.filter(([name]) => name === 'fast'), all.filter(([name]) => name !== 'fast')];
  const both = speeds.flatMap(([speed, a]) =>
    regions.map(
      ([region, b]) =>
        [
          `${speed}-${region}`,
          { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator },
        ] as const,
    ),
  );
  return [...all, ...both];
}
