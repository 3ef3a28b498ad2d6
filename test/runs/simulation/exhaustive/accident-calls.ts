/** The calls of a process, one of which meets an accident, or none does. */
import { StoreUnavailable } from '../../../../shared/storage/table.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import type { Decider } from '../fault.ts';
import { type Accident, faultOf, isLasting } from './accident.ts';
import type { Life } from './life.ts';
import type { World } from './scene.ts';

export interface Mishap {
  /** The call that meets it, counted from 1. */
  readonly call: number;
  readonly accident: Accident;
}

export interface AccidentOptions {
  readonly world: World;
  readonly mishap?: Mishap;
  /** Told before each call. */
  readonly beforeCall?: (call: number, method: string) => void;
}

export interface AccidentCalls {
  readonly decider: Decider;
  /** Methods of the calls so far. */
  readonly calls: readonly string[];
  /** Makes a call, with the accident that it is to meet. */
  around<T>(method: string, act: () => Promise<T>, items?: readonly Item[]): Promise<T>;
}

export function createAccidentCalls(
  { world, mishap, beforeCall }: AccidentOptions,
  { surface, meanwhile }: Life,
): AccidentCalls {
  const calls: string[] = [];
  let current: Accident | undefined;
  const isBusy = mishap?.accident.endsWith('-busy') === true;
  const decider: Decider = {
    fault: () => (current === undefined ? 'none' : faultOf(current)),
    // Once the process is dead, what else it had sent arrives all the same.
    choose: (count) => (isBusy && surface.isDead() ? 1 % count : 0),
  };

  async function around<T>(method: string, act: () => Promise<T>, items: readonly Item[] = []): Promise<T> {
    calls.push(method);
    const call = calls.length;
    beforeCall?.(call, method);
    const isMet = mishap !== undefined && (isLasting(mishap.accident) ? call >= mishap.call : call === mishap.call);
    const accident = isMet ? mishap.accident : undefined;
    if (accident === 'raced-before') await meanwhile();
    if (accident?.startsWith('torn')) return tearBatch(accident, items);
    // Read by the decider before anything else gets a turn.
    current = accident;
    const acting = act();
    current = undefined;
    const answer = await acting;
    if (accident === 'raced-after') await meanwhile();
    return answer;
  }

  async function tearBatch(accident: Accident, items: readonly Item[]): Promise<never> {
    await world.table.putMany(accident.startsWith('torn-first') ? items.slice(0, 1) : items.slice(1));
    if (!accident.endsWith('crash')) throw new StoreUnavailable('a batch was torn');
    surface.crash();
    return new Promise(() => {});
  }

  return { decider, calls, around };
}
