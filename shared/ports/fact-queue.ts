/** Where what a payment provider tells waits to be settled. Delivers at least once, in any order. */
export interface FactQueue {
  /** Takes a provider's event as it came, once it is known to be the provider's. Resolves when it is handed over. */
  send(event: string): Promise<void>;
}
