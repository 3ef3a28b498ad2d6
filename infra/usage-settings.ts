import type { Meters } from '../shared/domain/catalogue/usage-meter.ts';

/** The order in which events of usage are charged: any, in a standard queue, or that of each account, in a FIFO queue. */
export type UsageOrder = 'none' | 'by-account';

/** How events of usage are taken in. */
export interface UsageSettings {
  /** `none` is for any number of events; with `by-account` producers name the account as the message group. */
  readonly order: UsageOrder;
  /** Meters of CloudEvents by their type. An event of another type says in its data what was used, in the words of a debit. */
  readonly meters?: Meters;
}
