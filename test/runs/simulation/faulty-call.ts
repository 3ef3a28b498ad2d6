/** One call on its way: its request, its reply, and whatever befalls either. */
import { StoreUnavailable } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import type { Call, Decider, Fault, Surface } from './fault.ts';

export type Calling = <T>(method: Call['method'], act: () => Promise<T>, items?: readonly Item[]) => Promise<T>;

/** Calls of a process, each with the fault that the decider has for it. */
export function createCall(decider: Decider, surface: Surface): Calling {
  async function call<T>(method: Call['method'], act: () => Promise<T>, items: readonly Item[] = []): Promise<T> {
    const fault = decider.fault({ method, items });
    await send(fault, act);
    if (fault === 'throttled' || fault === 'lost-request') return unanswered(fault);
    if (fault === 'late') {
      surface.later(() => {
        act().catch(() => {});
      });
      return unanswered(fault);
    }
    const first = await act();
    return receive(fault, first, act);
  }

  async function send(fault: Fault, act: () => Promise<unknown>): Promise<void> {
    if (fault === 'pause-before') await surface.freeze();
    await surface.turn();
    if (surface.isDead()) {
      // Another call ended the process: what this one had sent may be on its way.
      if (decider.choose(2) === 1) act().catch(() => {});
      await forEver();
    }
    if (fault === 'crash-before') {
      surface.crash();
      await forEver();
    }
  }

  async function receive<T>(fault: Fault, first: T, again: () => Promise<T>): Promise<T> {
    let answer = first;
    if (fault === 'retried') {
      await surface.turn();
      if (surface.isDead()) await forEver();
      answer = await again();
    }
    if (fault === 'crash-after') surface.crash();
    if (fault === 'pause-after') await surface.freeze();
    await surface.turn();
    if (surface.isDead()) await forEver();
    if (fault === 'lost-reply') throw new StoreUnavailable('the reply was lost');
    return answer;
  }

  async function unanswered(fault: Fault): Promise<never> {
    await surface.turn();
    if (surface.isDead()) await forEver();
    throw fault === 'throttled' ? new StoreThrottled(fault) : new StoreUnavailable(fault);
  }

  return call;
}

/** Every try was turned away. */
export class StoreThrottled extends StoreUnavailable {}

/** A wait without an end: a dead process hears no answer. */
export function forEver(): Promise<never> {
  return new Promise(() => {});
}
