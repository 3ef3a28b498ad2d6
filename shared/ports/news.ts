import type { TryOutcome } from '../domain/delivery.ts';
import type { News } from '../domain/news.ts';
import type { DeliveryName } from '../storage/deliveries.ts';

/** Where news waits to be delivered. Delivers at least once, in any order. */
export interface NewsQueue {
  /** Resolves when all of it is handed over. */
  send(messages: readonly NewsMessage[]): Promise<void>;
  /** Messages that wait, roughly. */
  backlog(): Promise<number>;
  /** True on a machine of one's own: endpoints may be on this machine, by plain HTTP. */
  readonly takesLoopback?: true;
}

/** News to whoever wants it, or a delivery that is due. */
export type NewsMessage = { readonly news: News } | { readonly due: DeliveryName };

/** A request to a receiver: a POST. */
export interface NewsRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Carries news out of the deployment. Never rejects: what goes wrong is an outcome. */
export interface NewsSender {
  /** Follows no redirect, and connects to public addresses alone. */
  post(request: NewsRequest): Promise<TryOutcome>;
  /** A message to the topic for e-mail. */
  mail(message: { readonly subject: string; readonly text: string }): Promise<TryOutcome>;
}

/** How many tries of one endpoint are on their way at once. */
export interface EndpointPace {
  /** Makes a try once it is its turn, and answers what it came to; undefined where the endpoint is left alone for now, and nothing was tried. */
  pass<T>(endpointId: string, nowMs: () => number, run: () => Promise<T>): Promise<T | undefined>;
}
