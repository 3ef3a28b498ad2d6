import type { Microcredits } from '../amount.ts';
import type { EventIdentity } from '../event-key.ts';
import type { TokenUsage } from './model-usage.ts';
import type { Category, Dimensions, Usage } from './rate-card.ts';

/** A model's answer, priced by the SKUs that the rate card has for it. */
export interface ModelCharge {
  /** By any of its names. */
  readonly model: string;
  readonly tokens: TokenUsage;
}

/** Usage that has happened, as an event tells of it (R36): its source and id make it one, for ever and however it comes. */
export interface UsageEvent extends EventIdentity {
  readonly accountId: string;
  /** The name of its project: the default one’s when left out. */
  readonly project?: string;
  readonly charge:
    | { readonly credits: Microcredits; readonly category: Category }
    | { readonly usage: readonly Usage[] }
    | ModelCharge;
  readonly dimensions?: Dimensions;
}
