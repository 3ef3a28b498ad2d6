import type { Signal } from '../domain/projections/signal.ts';

/** Where signals are published for other workloads: at least once, each under an id that duplicates share. */
export interface EventBus {
  /** Resolves when all of them are taken. */
  publish(signals: readonly Signal[]): Promise<void>;
}
