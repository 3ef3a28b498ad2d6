/** A process over the simulator's table: one of its calls meets an accident, or none does. */

import { createStore } from '../../../../shared/storage/store.ts';
import type { Table } from '../../../../shared/storage/table.ts';
import { StoreUnavailable } from '../../../../shared/storage/table.ts';
import type { Item } from '../../../../shared/storage/table-keys.ts';
import type { Decider, Fault, Surface } from '../fault.ts';
import { createFaultyTable } from '../faulty-table.ts';
import { type Accident, faultOf, isLasting } from './accident.ts';
import type { Services, World } from './scene.ts';

export interface Mishap {
  /** The call that meets it, counted from 1. */
  readonly call: number;
  readonly accident: Accident;
}

export interface ProcessOptions {
  readonly world: World;
  readonly mishap?: Mishap;
  /** Work that others do while this process is frozen, or in between for a race. */
  readonly meanwhile?: () => Promise<void>;
  /** Told before each call. */
  readonly beforeCall?: (call: number, method: string) => void;
}

export interface Process {
  readonly services: Services;
  /** Resolves when the process crashes. */
  readonly crashed: Promise<'crashed'>;
  /** Methods of the calls so far. */
  readonly calls: readonly string[];
  /** Tells whether something is still on its way. */
  hasLate(): boolean;
  /** Lands what is late. */
  land(): void;
}

/** The bus or the queue didn't answer. */
export class OutsideUnavailable extends Error {
  override readonly name = 'OutsideUnavailable';
}

export function startProcess({ world, mishap, meanwhile = async () => {}, beforeCall }: ProcessOptions): Process {
  const calls: string[] = [];
  const late: (() => void)[] = [];
  const death = Promise.withResolvers<'crashed'>();
  let isDead = false;
  let current: Accident | undefined;

  const surface: Surface = {
    turn: async () => {},
    freeze: meanwhile,
    later: (work) => {
      late.push(work);
    },
    isDead: () => isDead,
    crash: () => {
      isDead = true;
      death.resolve('crashed');
    },
  };
  const isBusy = mishap?.accident.endsWith('-busy') === true;
  const decider: Decider = {
    fault: () => (current === undefined ? 'none' : faultOf(current)),
    // Once the process is dead, what else it had sent arrives all the same.
    choose: (count) => (isBusy && isDead ? 1 % count : 0),
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

  const faulty = createFaultyTable(world.table, decider, surface);
  const table: Table = {
    get: (key, options) => around('get', () => faulty.get(key, options)),
    getMany: async (keys) => (keys.length === 0 ? [] : around('getMany', () => faulty.getMany(keys))),
    put: (item, guard) => around('put', () => faulty.put(item, guard), [item]),
    update: (update) => around('update', () => faulty.update(update), [{ ...update.key }]),
    putMany: async (items) => (items.length === 0 ? undefined : around('putMany', () => faulty.putMany(items), items)),
    query: (range) => around('query', () => faulty.query(range)),
    queryDue: (range) => around('queryDue', () => faulty.queryDue(range)),
  };
  const outside = (act: () => void): Promise<void> =>
    around('outside', () => outsideCall(decider.fault({ method: 'put', items: [] }), act, surface));
  return {
    services: {
      store: createStore(world.plant?.(table) ?? table, virtualSurroundings()),
      bus: { publish: (signals) => outside(() => world.signals.push(...signals)) },
      queue: {
        backlog: async () => world.messages.length,
        send: (messages) => outside(() => world.messages.push(...messages)),
      },
    },
    crashed: death.promise,
    calls,
    hasLate: () => late.length > 0,
    land: () => {
      for (const work of late.splice(0)) work();
    },
  };
}

/** Waiting takes no time, and time goes on by what was waited. */
function virtualSurroundings(): Parameters<typeof createStore>[1] {
  let elapsedMs = 0;
  return {
    sleep: async (ms) => {
      elapsedMs += ms;
    },
    random: () => 0.5,
    monotonicMs: () => elapsedMs,
  };
}

/** The bus and the queue fail as the store does. */
async function outsideCall(fault: Fault, act: () => void, surface: Surface): Promise<void> {
  if (fault === 'pause-before') await surface.freeze();
  if (fault === 'crash-before') surface.crash();
  if (surface.isDead()) await new Promise(() => {});
  if (fault === 'throttled' || fault === 'lost-request') throw new OutsideUnavailable(fault);
  act();
  if (fault === 'retried') act();
  if (fault === 'crash-after') surface.crash();
  if (surface.isDead()) await new Promise(() => {});
  if (fault === 'pause-after') await surface.freeze();
  if (fault === 'lost-reply') throw new OutsideUnavailable(fault);
}
