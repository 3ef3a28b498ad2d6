/** The consumers of changes on this machine: the stream's consumer, events and what comes of them. */
import type { Services } from '../../shared/ports/services.ts';
import { createHttpsSender } from '../../shared/runtime/news/https-sender.ts';
import { busRules } from './bus-rules.ts';
import { createMemoryBus, type MemoryBus } from './memory-bus.ts';
import { createMemoryFacts, type MemoryFacts } from './memory-facts.ts';
import { createMemoryNews, type MemoryNews } from './memory-news.ts';
import { createMemoryUsage, type MemoryUsage } from './memory-usage.ts';
import { type LocalStream, startLocalStream } from './stream.ts';

export interface LocalConsumers {
  readonly bus: MemoryBus;
  readonly facts: MemoryFacts;
  readonly news: MemoryNews;
  readonly usage: MemoryUsage;
  /** Handlers send by these. */
  readonly ports: Pick<Services, 'bus' | 'facts' | 'news' | 'usage' | 'unchargeable'>;
  /** Undefined where nothing follows the stream. */
  readonly stream: LocalStream | undefined;
  /** Waits for all of it, and for what `schedules` is at. */
  consumed(schedules?: () => Promise<void>): Promise<void>;
}

/** Delivers to this machine, too; what would be an e-mail is printed. */
export const localSender = createHttpsSender({ takesLoopback: true, mail: async ({ text }) => console.log(text) });

/** As `LocalServiceOptions` has them. */
export interface ConsumerOptions {
  readonly nowMs: () => number;
  readonly copyDir?: string;
  readonly hasSchedules?: boolean;
  readonly hasStream?: boolean;
  readonly paysTopUps?: boolean;
}

export function startConsumers({
  nowMs,
  copyDir,
  hasSchedules = true,
  hasStream = hasSchedules,
  paysTopUps = false,
}: ConsumerOptions): LocalConsumers {
  const stream = hasStream ? startLocalStream({ hasCopy: copyDir !== undefined }) : undefined;
  const facts = createMemoryFacts();
  const news = createMemoryNews();
  const usage = createMemoryUsage(nowMs);
  const bus = createMemoryBus(busRules({ news, ...(paysTopUps ? { facts } : {}) }));
  return {
    ...{ bus, facts, news, usage, stream },
    ports: { bus, facts, news, usage: usage.queue, unchargeable: usage.unchargeable },
    consumed: async (schedules = async () => {}) => {
      do {
        await facts.settled();
        await usage.settled();
        await schedules();
        await stream?.drained();
        await news.settled();
      } while (facts.waiting() > 0);
    },
  };
}
