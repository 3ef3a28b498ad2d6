/** The rules of the bus on this machine: as the rules of a deployment that delivers news, and may pay for automatic top-ups. */
import type { PublishedEvent } from '../../shared/contract/events/event-detail.ts';
import type { FactQueue } from '../../shared/ports/fact-queue.ts';
import { topUpEventType } from '../../shared/runtime/payments/top-up-message.ts';
import type { MemoryNews } from './memory-news.ts';

export interface RuleTargets {
  readonly news: MemoryNews;
  /** Gets top-ups to pay for; nobody does when left out. */
  readonly facts?: FactQueue;
}

export function busRules({ news, facts }: RuleTargets): (event: PublishedEvent) => Promise<void> {
  return async (event) => {
    news.take(event);
    if (event['detail-type'] === topUpEventType) await facts?.send(JSON.stringify(event));
  };
}
