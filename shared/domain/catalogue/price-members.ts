/** Members of a model in a price map, by their names: `input_cost_per_token_above_200k_tokens_priority`. */

/** The thing that one number of a model's is the price of. */
export interface PricedThing {
  /** The last part of its SKU: `input-token-priority`. */
  readonly thing: string;
  /** The tokens that the prompt must pass for it to rule. */
  readonly aboveTokens?: bigint;
  /** Things that the number is the price of: 1,000 for a price per thousand calls. */
  readonly per: bigint;
}

/** The multiplier of a model's prices that a member names, where it is served in some region or at some speed. */
export function multiplierIn(member: string): string | undefined {
  return /^regional_processing_uplift_multiplier_([a-z]+)$/.exec(member)?.[1];
}

/** Undefined for a member that is no price, or none that is known. */
export function pricedThing(member: string): PricedThing | undefined {
  const threshold = /_above_(\d+)k_tokens/.exec(member);
  const plain = threshold === null ? member : member.replace(threshold[0], '');
  const thousand = /_per_1k_(\w+?)s?$/.exec(plain);
  const single = thousand === null ? plain : plain.replace(thousand[0], `_per_${thousand[1]}`);
  const name = nameOf(single);
  if (name === undefined) return undefined;
  return {
    thing: name.replaceAll('_', '-'),
    per: thousand === null ? 1n : 1_000n,
    ...(threshold === null ? {} : { aboveTokens: BigInt(threshold[1] ?? 0) * 1_000n }),
  };
}

function nameOf(member: string): string | undefined {
  const read = /^cache_read_input_((?:[a-z]+_)?)token_cost(.*)$/.exec(member);
  if (read !== null) return `cached_input_${read[1]}token${read[2]}`;
  const write = /^cache_creation_input_((?:[a-z]+_)?)token_cost(.*)$/.exec(member);
  if (write !== null) return `cache_write_${write[1]}token${write[2]}`;
  const cost = /^(.+)_cost_per_(.+)$/.exec(member);
  return cost === null ? undefined : `${cost[1]}_${cost[2]}`;
}

/** Tells whether a member looks as if it were a price, so that leaving it out is worth a word. */
export function looksPriced(member: string): boolean {
  return /(^|_)(cost|price|pricing|multiplier|surcharge|fee|uplift)s?(_|$)/.test(member);
}

const units = /(token|character|image|second|pixel|query|prompt|page|session|call|request|video|day)/g;

/** The unit of a thing, for people: the last unit in its name, before what it is above of. */
export function unitOf(thing: string): string | undefined {
  return thing
    .replace(/-(above-.*|batch-requests)$/, '')
    .match(units)
    ?.at(-1);
}

/** Tells whether a thing is tokens of the prompt, which long contexts are measured by. */
export function isPromptToken(thing: string): boolean {
  return /^(input|cached-input|cache-write)-([a-z]+-)?token/.test(thing);
}

/** Tells whether it is tokens, which regions and speeds change the price of. */
export function isToken(thing: string): boolean {
  return /-token(-|$)/.test(thing);
}
