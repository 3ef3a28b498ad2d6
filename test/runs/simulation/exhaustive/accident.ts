/** Everything that may befall one call of a process, the simulator's faults among them. */
import type { Fault } from '../fault.ts';

/** The kinds of accident: what happens beyond a fault of the store. */
export const accidents = [
  'throttled',
  'lost-request',
  'lost-reply',
  'retried',
  'crash-before',
  'crash-after',
  /** The same while the process has other calls on their way, which arrive. */
  'crash-before-busy',
  'crash-after-busy',
  'pause-before',
  'pause-after',
  /** Another process's command is carried out as a whole just before the call, or just after it took effect. */
  'raced-before',
  'raced-after',
  /** From this call on, every one of the process's. */
  'throttled-on',
  'lost-reply-on',
  /** The request lands when the process has moved on: just before a call of whoever comes next, or after all of them. */
  'late',
  /** For a batch: only the first item is stored, or all but the first; then no answer, or the end of the process. */
  'torn-first',
  'torn-rest',
  'torn-first-crash',
  'torn-rest-crash',
] as const;
export type Accident = (typeof accidents)[number];

/** Only writes can land late, and only batches are torn. */
export function canBefall(accident: Accident, method: string): boolean {
  if (accident === 'late') return method !== 'outside' && (method.startsWith('put') || method === 'update');
  return !accident.startsWith('torn') || method === 'putMany';
}

/** The fault that the simulator's table makes of it. */
export function faultOf(accident: Accident): Fault {
  switch (accident) {
    case 'throttled-on':
      return 'throttled';
    case 'lost-reply-on':
      return 'lost-reply';
    case 'crash-before-busy':
      return 'crash-before';
    case 'crash-after-busy':
      return 'crash-after';
    case 'raced-before':
    case 'raced-after':
    case 'torn-first':
    case 'torn-rest':
    case 'torn-first-crash':
    case 'torn-rest-crash':
      return 'none';
    default:
      return accident;
  }
}

export function isLasting(accident: Accident): boolean {
  return accident.endsWith('-on');
}
