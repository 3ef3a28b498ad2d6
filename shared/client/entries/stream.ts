/** A model's stream, paid for as it goes. */
export {
  type MeteredStream,
  type MeterOptions,
  meterStream,
  NotUnderstood,
  type StreamEnding,
} from '../meter-stream.ts';
export type { ModelSkus } from '../models/model-skus.ts';
export type { TokenUsage } from '../models/model-usage.ts';
export { NoPrice, type PricedSkus, type RequestTerms, skusOf } from '../models/skus-of.ts';
