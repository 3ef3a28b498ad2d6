import type { CreditStore } from '../storage/store.ts';
import type { DueQueue } from './due-queue.ts';
import type { EventBus } from './event-bus.ts';
import type { FactQueue } from './fact-queue.ts';
import type { LedgerCopy } from './ledger-copy.ts';
import type { LogFiles } from './log-files.ts';
import type { Monitors } from './monitors.ts';
import type { NewsQueue, NewsSender } from './news.ts';
import type { PaymentProvider } from './payment-provider.ts';
import type { UnchargeableQueue } from './unchargeable-queue.ts';
import type { UsageQueue } from './usage-queue.ts';

/** The services that requests, jobs and stream consumers work with. Made once per process and shared; nothing of a request is kept in it. */
export interface Services {
  readonly store: CreditStore;
  readonly bus: EventBus;
  readonly queue: DueQueue;
  readonly monitors: Monitors;
  /** Undefined where no payment provider is connected. */
  readonly payments: PaymentProvider | undefined;
  readonly facts: FactQueue;
  /** Undefined where no news is delivered. */
  readonly news: NewsQueue | undefined;
  readonly sender: NewsSender;
  /** Undefined where ledgers have no second copy. */
  readonly copy: LedgerCopy | undefined;
  /** Events of usage that are to be charged. */
  readonly usage: UsageQueue;
  /** Events of usage that can't be charged. */
  readonly unchargeable: UnchargeableQueue;
  /** Files of logs that tell of usage. */
  readonly logFiles: LogFiles;
  /** The service's clock, in milliseconds since 1970. */
  readonly nowMs: () => number;
}
