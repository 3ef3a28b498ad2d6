import type { QueueDepth, RingingAlarm } from '../domain/projections/service-health.ts';

/** Measurements of the service from outside of its table. Each rejects where it could not be measured. */
export interface Monitors {
  /** The queues, roughly as of now. */
  queues(): Promise<readonly QueueDepth[]>;
  /** The alarms that ring. */
  ringing(): Promise<readonly RingingAlarm[]>;
}
