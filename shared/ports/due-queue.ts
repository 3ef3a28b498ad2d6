/** Where the sweep hands over the accounts that are due, and the workers take them from. Delivers at least once, in any order. */
export interface DueQueue {
  /** Messages that wait, roughly. */
  backlog(): Promise<number>;
  /** Resolves when all of them are handed over. */
  send(messages: readonly DueMessage[]): Promise<void>;
}

export interface DueMessage {
  readonly accountIds: readonly string[];
}
