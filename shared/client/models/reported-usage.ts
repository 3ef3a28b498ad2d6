/** How providers count, in two manners: the prompt with what was cached in it, or beside it. */

import type { TokenUsage } from '../../domain/catalogue/model-usage.ts';
import { firstCount } from './json-parts.ts';

/** The counts of a usage whose prompt includes what was read from and written to a cache. */
export interface InclusiveCounts {
  readonly prompt: number | undefined;
  readonly output: number | undefined;
  readonly total?: number | undefined;
  readonly cached?: number | undefined;
  readonly written?: number | undefined;
  readonly writtenForAnHour?: number | undefined;
  readonly reasoning?: number | undefined;
  readonly inputAudio?: number | undefined;
  readonly inputImage?: number | undefined;
  readonly inputVideo?: number | undefined;
  readonly cachedAudio?: number | undefined;
  readonly outputAudio?: number | undefined;
  readonly outputImage?: number | undefined;
  readonly outputVideo?: number | undefined;
}

type Counts = { readonly [Kind in keyof TokenUsage]?: TokenUsage[Kind] | undefined };

/** Cached and written tokens come out of the prompt's; a part is at most what it is a part of. */
export function fromInclusive(counts: InclusiveCounts): Partial<TokenUsage> {
  const { cached = 0, written = 0 } = counts;
  const prompt = promptOf(counts);
  if (prompt === undefined) return reportedUsage(outputOf(counts));
  const input = Math.max(0, prompt - cached - written);
  const audio = counts.inputAudio;
  return reportedUsage({
    input,
    cachedInput: cached,
    cacheWrite: written,
    cacheWriteHour: part(counts.writtenForAnHour, written),
    inputAudio: part(audio === undefined ? undefined : Math.max(0, audio - (counts.cachedAudio ?? 0)), input),
    inputImage: part(counts.inputImage, input),
    inputVideo: part(counts.inputVideo, input),
    cachedAudio: part(counts.cachedAudio, cached),
    ...outputOf(counts),
  });
}

/** Some tell the prompt of what has no output as a total alone. */
function promptOf({ prompt, output, total }: InclusiveCounts): number | undefined {
  if (prompt !== undefined || total === undefined || output !== undefined) return prompt;
  return total;
}

/** Some leave reasoning out of the output; then the total tells, or reasoning that is more than the output. */
function outputOf(counts: InclusiveCounts): Counts {
  const { prompt, output, total, reasoning = 0 } = counts;
  const all = allOutput(prompt, output, total, reasoning);
  if (all === undefined) return {};
  return {
    output: all,
    reasoning: part(counts.reasoning, all),
    outputAudio: part(counts.outputAudio, all),
    outputImage: part(counts.outputImage, all),
    outputVideo: part(counts.outputVideo, all),
  };
}

function allOutput(
  prompt: number | undefined,
  output: number | undefined,
  total: number | undefined,
  reasoning: number,
): number | undefined {
  const rest = prompt === undefined || total === undefined ? undefined : total - prompt;
  if (output === undefined) return rest === undefined || rest <= 0 ? undefined : rest;
  if (rest !== undefined && rest > output) return rest;
  return reasoning > output ? output + reasoning : output;
}

/** None is not worth naming. */
export function part(count: number | undefined, whole: number): number | undefined {
  return count === undefined || count === 0 ? undefined : Math.min(count, whole);
}

/** Without what wasn't told. */
export function reportedUsage(counts: Counts): Partial<TokenUsage> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined));
}

/** A thing that was counted, where there was any. */
export function some(...values: readonly unknown[]): number | undefined {
  const count = firstCount(...values);
  return count === 0 ? undefined : count;
}

const servedAs: Readonly<Record<string, string>> = {
  batch: 'batches',
  batches: 'batches',
  fast: 'fast',
  flex: 'flex',
  on_demand_flex: 'flex',
  on_demand_priority: 'priority',
  priority: 'priority',
};

/** Tiers and speeds with a price of their own; the standard one has none. Regions go by the name they have. */
export function servingTiers(...tiers: readonly unknown[]): { readonly served?: readonly string[] } {
  const served = tiers.flatMap((tier) => {
    const name = typeof tier === 'string' ? servedAs[tier.toLowerCase()] : undefined;
    return name === undefined ? [] : [name];
  });
  return served.length === 0 ? {} : { served };
}
