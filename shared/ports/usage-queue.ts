/** Where events of usage wait to be charged. Delivers at least once, those of one account in any order unless its queue keeps it. */
export interface UsageQueue {
  /** Resolves once all of them are kept. After it rejects some may be: they can be sent again, since each is charged once. */
  send(events: readonly QueuedUsage[]): Promise<void>;
}

/** An event of usage in our own words, as JSON, of one account. */
export interface QueuedUsage {
  readonly accountId: string;
  readonly event: unknown;
}
