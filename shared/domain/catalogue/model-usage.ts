/** The usage of a model's answer: the words that every provider's shape is read into. */

/** Parts of a count that may have a price of their own, and the count that each is a part of. */
export const partOf = {
  inputAudio: 'input',
  inputImage: 'input',
  inputVideo: 'input',
  cachedAudio: 'cachedInput',
  cacheWriteHour: 'cacheWrite',
  reasoning: 'output',
  outputAudio: 'output',
  outputImage: 'output',
  outputVideo: 'output',
} as const satisfies Readonly<Record<string, keyof TokenCounts>>;
export type TokenPart = keyof typeof partOf;
export const tokenParts: readonly TokenPart[] = Object.keys(partOf).filter((kind) => isTokenPart(kind));

function isTokenPart(kind: string): kind is TokenPart {
  return Object.hasOwn(partOf, kind);
}

/** The things that are counted beside tokens. */
export const countedThings = [
  'webSearches',
  'searchedPrompts',
  'fileSearches',
  'codeSessions',
  'citationTokens',
  'queries',
  'images',
  'audioSeconds',
] as const;
export type CountedThing = (typeof countedThings)[number];

export interface TokenCounts {
  /** Without those read from or written to a cache. */
  readonly input: number;
  /** All that was generated: text, reasoning, the arguments of tools, audio, images. */
  readonly output: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
}

export type UsageKind = keyof TokenCounts | TokenPart | CountedThing;

/** Tokens, parts of them and other things; parts and things that didn't come are left out. */
export type TokenUsage = TokenCounts & {
  readonly [Kind in TokenPart | CountedThing]?: number;
} & {
  /** How it was served, where that has a price of its own: `flex`, `priority`, `batches`, `fast`, a region. */
  readonly served?: readonly string[];
};

/**
 * Usage as a provider reported it. `in-all`: cumulative, final as far as it goes. `so-far`: the prompt's count is, the output's isn't.
 * `added`: comes on top of what the same stream told before. `sum`: of what was added, for a stream that told no parts.
 */
export interface ReportedUsage {
  readonly usage: Partial<TokenUsage>;
  readonly how: 'in-all' | 'so-far' | 'added' | 'sum';
}

/** The content of one event of a stream, or a whole answer. */
export interface ModelEvent {
  /** The text that was generated and not said before: text, reasoning, the arguments of a tool. */
  readonly text: string;
  /** Text that repeats what came in pieces, or would have. */
  readonly again?: string;
  /** Tokens of what isn't text, such as audio, where the provider hasn't told. */
  readonly otherTokens?: number;
  readonly told?: ReportedUsage;
  /** The provider says that it failed. */
  readonly isFailure?: true;
}

/** Reads one event or answer; undefined for another's shape. */
export type ShapeReader = (event: Json) => ModelEvent | undefined;

export type Json = Readonly<Record<string, unknown>>;

export const silence: ModelEvent = { text: '' };
export const failure: ModelEvent = { text: '', isFailure: true };
