/** Where events go that can't be charged: people see them there, and send them on again once what stands against them is gone. */
export interface UnchargeableQueue {
  /** Resolves when all of them are handed over. */
  send(messages: readonly Unchargeable[]): Promise<void>;
}

export interface Unchargeable {
  /** The event as it came. */
  readonly body: string;
  /** Why it can't be charged: the code of a refusal, or `unreadable`. */
  readonly reason: string;
  /** The same in a sentence. */
  readonly detail: string;
}
