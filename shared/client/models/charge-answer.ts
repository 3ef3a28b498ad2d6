/** The charge for a whole answer, one that wasn't streamed: by the provider's own count, else by its text. */

import { chargeOf, type ModelSkus } from '../../domain/catalogue/model-skus.ts';
import type { TokenUsage } from '../../domain/catalogue/model-usage.ts';
import type { UsageCharge } from '../holds/charge.ts';
import { createTokenCount, type TokenEstimate } from './token-count.ts';

export interface AnswerCharge {
  /** Undefined where the provider only failed: then nothing is charged. */
  readonly charge: UsageCharge | undefined;
  readonly usage: TokenUsage;
  /** True when the answer didn't tell what it used; one of no known shape is charged as estimated. */
  readonly isEstimate: boolean;
}

export function chargeForAnswer(
  answer: unknown,
  { skus, estimate }: { readonly skus: ModelSkus; readonly estimate: TokenEstimate },
): AnswerCharge {
  const count = createTokenCount(estimate);
  count.add(answer);
  const usage = count.usage();
  return { charge: count.hasBegun() ? chargeOf(usage, skus) : undefined, usage, isEstimate: count.isEstimate() };
}
