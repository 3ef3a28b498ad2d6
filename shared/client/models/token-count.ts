/** What a stream has used so far: counted from its pieces until the model tells, and then by the model. */

import type { UsageCharge } from '../holds/settle-work.ts';
import { readModelEvent, type TokenUsage } from './model-events.ts';

/** What each kind of token is priced as. Kinds without a SKU of their own count as input. */
export interface ModelSkus {
  readonly input: string;
  readonly output: string;
  readonly cachedInput?: string;
  readonly cacheWrite?: string;
}

/** The SKUs that an imported price map has for a model. */
export function modelSkus(model: string): ModelSkus {
  return { input: `ai.${model}.input-token`, output: `ai.${model}.output-token` };
}

export interface TokenCount {
  /** Takes in one event of the stream. */
  add(event: unknown): void;
  usage(): TokenUsage;
  /** True until the model has told what it generated, up to the last piece. */
  isEstimate(): boolean;
}

const charactersPerToken = 4;

/** A piece is a token at least, and more when it is long. The prompt is what the caller thinks it is, until it is told. */
export function createTokenCount(inputTokens: number): TokenCount {
  let estimated = 0;
  let told: Partial<TokenUsage> = {};
  let isTold = false;
  return {
    add: (event) => {
      const { text, usage } = readModelEvent(event);
      if (text !== '') {
        estimated += Math.max(1, Math.round(text.length / charactersPerToken));
        isTold = false;
      }
      told = { ...told, ...usage };
      if (usage.output !== undefined) isTold = true;
    },
    usage: () => ({
      input: told.input ?? inputTokens,
      output: isTold ? (told.output ?? 0) : Math.max(estimated, told.output ?? 0),
      cachedInput: told.cachedInput ?? 0,
      cacheWrite: told.cacheWrite ?? 0,
    }),
    isEstimate: () => !isTold,
  };
}

/** As usage lines, for the rate card to price. Undefined for nothing: zero is no charge. */
export function chargeOf(usage: TokenUsage, skus: ModelSkus): UsageCharge | undefined {
  const quantities = new Map<string, number>();
  const add = (sku: string, quantity: number): void => {
    if (quantity > 0) quantities.set(sku, (quantities.get(sku) ?? 0) + quantity);
  };
  add(skus.input, usage.input);
  add(skus.output, usage.output);
  add(skus.cachedInput ?? skus.input, usage.cachedInput);
  add(skus.cacheWrite ?? skus.input, usage.cacheWrite);
  if (quantities.size === 0) return undefined;
  return { usage: [...quantities].map(([sku, quantity]) => ({ sku, quantity })) };
}
