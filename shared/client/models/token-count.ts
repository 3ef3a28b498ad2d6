/**
 * The usage of a stream so far: counted from its text until the provider tells, and then as the provider counts.
 *
 * 1. A piece of text is a token at least, and one for every four characters when it is long. The prompt is what the caller
 *    thinks it is until it is told.
 * 2. The provider's count is believed up to the last piece that it knew of. A count of nothing isn't, where there was text,
 *    nor one that stands still while text comes.
 * 3. An event that no shape knows may have said anything: from then on the output is at least what the caller thought it
 *    would be, until the provider tells.
 */
import type { ModelEvent, TokenUsage } from '../../domain/catalogue/model-usage.ts';
import { readModelEvent } from './read-model-event.ts';
import { sumOf } from './sum-of-usage.ts';

export interface TokenEstimate {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface TokenCount {
  /** Takes in one event of the stream, or a whole answer. False when no shape knows it. */
  add(event: unknown): boolean;
  usage(): TokenUsage;
  /** True until the provider has told what was generated, up to the last piece. */
  isEstimate(): boolean;
  /** True once anything was generated or counted: a stream that only failed did nothing. */
  hasBegun(): boolean;
  /** Events that no shape knew. */
  unknownEvents(): number;
}

const charactersPerToken = 4;

export function createTokenCount(estimate: TokenEstimate): TokenCount {
  let pieces = 0;
  let isTold = false;
  let hasBegun = false;
  let unknown = 0;
  let outputMin = 0;
  let lastTold = 0;
  let told: Partial<TokenUsage> = {};
  let added: Partial<TokenUsage> | undefined;

  const take = ({ text, again = '', otherTokens = 0, told: telling, isFailure }: ModelEvent): void => {
    const more = tokensOf(text) + otherTokens;
    const all = Math.max(pieces + more, again === '' ? 0 : tokensOf(again));
    if (more > 0) isTold = false;
    pieces = all;
    if (isFailure !== true) hasBegun = true;
    if (telling === undefined) return;
    const usage = believable(telling.usage, all > 0);
    if (telling.how === 'sum' && added !== undefined) return;
    if (telling.how === 'added') added = sumOf([added ?? {}, usage]);
    told = mergeUsage(told, telling.how === 'added' ? (added ?? {}) : usage, telling.how === 'so-far');
    hasBegun = true;
    if (telling.how !== 'so-far' && usage.output !== undefined) isTold = more === 0 || usage.output > lastTold;
    lastTold = Math.max(lastTold, usage.output ?? 0);
  };
  return {
    add: (event) => {
      const read = readModelEvent(event);
      if (read !== undefined) take(read);
      else {
        unknown += 1;
        isTold = false;
        hasBegun = true;
        outputMin = estimate.outputTokens;
      }
      return read !== undefined;
    },
    usage: () => {
      const { output = 0, ...rest } = told;
      const counts = { input: estimate.inputTokens, cachedInput: 0, cacheWrite: 0, ...rest };
      return { ...counts, output: isTold ? output : Math.max(pieces, output, outputMin) };
    },
    isEstimate: () => !isTold,
    hasBegun: () => hasBegun,
    unknownEvents: () => unknown,
  };
}

function tokensOf(text: string): number {
  return text === '' ? 0 : Math.max(1, Math.round(text.length / charactersPerToken));
}

/** The things that are counted in place of tokens. */
const otherThings = ['audioSeconds', 'images', 'queries'] as const;

/** Without counts that can't be: no prompt at all, or no output where there was text. */
function believable(usage: Partial<TokenUsage>, hasText: boolean): Partial<TokenUsage> {
  if (otherThings.some((thing) => usage[thing] !== undefined)) return usage;
  const { input = 0, cachedInput = 0, cacheWrite = 0, output } = usage;
  const { input: _input, cachedInput: _cached, cacheWrite: _write, ...beside } = usage;
  const known = input + cachedInput + cacheWrite === 0 ? beside : usage;
  if (output !== 0 || !hasText) return known;
  const { output: _output, ...rest } = known;
  return rest;
}

/** Merges two counts: what is reported again takes the place of what was. */
function mergeUsage(before: Partial<TokenUsage>, now: Partial<TokenUsage>, isSoFar: boolean): Partial<TokenUsage> {
  const next = { ...before, ...now };
  return isSoFar && before.output !== undefined ? { ...next, output: Math.max(before.output, now.output ?? 0) } : next;
}
