/** A model's stream, paid for as it goes. */

export type { ModelSkus } from '../../domain/catalogue/model-skus.ts';
export type { TokenUsage } from '../../domain/catalogue/model-usage.ts';
export { NoPrice, type PricedSkus, type RequestTerms, skusOf } from '../../domain/catalogue/skus-of.ts';
export {
  type MeteredStream,
  type MeterOptions,
  meterStream,
  NotUnderstood,
  type StreamEnding,
} from '../meter-stream.ts';
