/**
 * The faults that may befall one call of the store, and who decides it. The simulator draws faults from a seed; the exhaustive mode
 * enumerates them. Both drive the same table (`faulty-table.ts`), so that a fault means the same in either.
 */
import type { Item } from '../../../shared/storage/table-keys.ts';

export const faults = [
  /** The call does what it says. */
  'none',
  /** The store refuses for lack of throughput, as often as the SDK asks: nothing has happened, and no answer says so. */
  'throttled',
  /** The request is lost: nothing has happened, and nobody knows. */
  'lost-request',
  /** It happened, and its reply is lost: nobody knows. */
  'lost-reply',
  /** It happened, its reply was lost, and the SDK sent it again by itself: the second attempt's answer is the caller's. */
  'retried',
  /** No reply in time, and the request lands later, when the caller has long moved on. */
  'late',
  /** The process ends before the request is sent. */
  'crash-before',
  /** The process ends after the request did its work, before the reply. */
  'crash-after',
  /** The process is frozen before the request is sent, and goes on much later. */
  'pause-before',
  /** The process is frozen before it sees the reply. */
  'pause-after',
] as const;
export type Fault = (typeof faults)[number];

export interface Call {
  readonly method: 'get' | 'getMany' | 'put' | 'update' | 'putMany' | 'query' | 'queryDue';
  /** For a write: what is written; of an update, its key alone. */
  readonly items: readonly Item[];
}

export interface Decider {
  /** The fault that befalls this call. Asked once per call, before anything of it happens. */
  fault(call: Call): Fault;
  /** A whole number from 0 up to and without `count`: the order of a batch, how old an index is. 0 is always the tame choice. */
  choose(count: number): number;
}

/** Nothing ever fails. */
export const tameDecider: Decider = { fault: () => 'none', choose: () => 0 };

/** The surface that a process lives on: when its calls go on, and how it ends. */
export interface Surface {
  /** A scheduling point: whoever else is waiting may go first. */
  turn(): Promise<void>;
  /** A frozen process: goes on long after. */
  freeze(): Promise<void>;
  /** Does something later, whatever has become of the process. */
  later(work: () => void): void;
  /** The process has ended: nothing that it awaits goes on. */
  isDead(): boolean;
  /** Ends the process. */
  crash(): void;
}

/** Calls go on at once; what lands late lands when `land` is called. */
export function plainSurface(): Surface & { readonly land: () => void } {
  let isDead = false;
  const waiting: (() => void)[] = [];
  return {
    turn: async () => {},
    freeze: async () => {},
    later: (work) => {
      waiting.push(work);
    },
    isDead: () => isDead,
    crash: () => {
      isDead = true;
    },
    land: () => {
      for (const work of waiting.splice(0)) work();
    },
  };
}
