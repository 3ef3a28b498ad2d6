/** A process over the simulator's table: one of its calls meets an accident, or none does. */

import { createStore } from '../../../../shared/storage/store.ts';
import type { Table } from '../../../../shared/storage/table.ts';
import type { Fault, Surface } from '../fault.ts';
import { createFaultyTable } from '../faulty-table.ts';
import { type AccidentOptions, createAccidentCalls } from './accident-calls.ts';
import { createLife, type Life } from './life.ts';
import type { Services } from './scene.ts';

export interface ProcessOptions extends AccidentOptions {
  /** Work that others do while this process is frozen, or in between for a race. */
  readonly meanwhile?: () => Promise<void>;
}

export interface Process extends Pick<Life, 'crashed' | 'hasLate' | 'land'> {
  readonly services: Services;
  /** Methods of the calls so far. */
  readonly calls: readonly string[];
}

/** The bus or the queue didn't answer. */
export class OutsideUnavailable extends Error {
  override readonly name = 'OutsideUnavailable';
}

export function startProcess(options: ProcessOptions): Process {
  const { world } = options;
  const life = createLife(options.meanwhile ?? (async () => {}));
  const met = createAccidentCalls(options, life);
  const faulty = createFaultyTable(world.table, met.decider, life.surface);
  const { around } = met;
  const table: Table = {
    get: (key, asked) => around('get', () => faulty.get(key, asked)),
    getMany: async (keys) => (keys.length === 0 ? [] : around('getMany', () => faulty.getMany(keys))),
    put: (item, guard) => around('put', () => faulty.put(item, guard), [item]),
    update: (update) => around('update', () => faulty.update(update), [{ ...update.key }]),
    putMany: async (items) => (items.length === 0 ? undefined : around('putMany', () => faulty.putMany(items), items)),
    query: (range) => around('query', () => faulty.query(range)),
    queryDue: (range) => around('queryDue', () => faulty.queryDue(range)),
  };
  const outside = (act: () => void): Promise<void> =>
    around('outside', () => outsideCall(met.decider.fault({ method: 'put', items: [] }), act, life.surface));
  return {
    services: {
      store: createStore(world.plant?.(table) ?? table, virtualSurroundings()),
      bus: { publish: (signals) => outside(() => world.signals.push(...signals)) },
      queue: {
        backlog: async () => world.messages.length,
        send: (messages) => outside(() => world.messages.push(...messages)),
      },
    },
    crashed: life.crashed,
    calls: met.calls,
    hasLate: life.hasLate,
    land: life.land,
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
