/** A process's calls to the table: traced, counted, and spared where nothing could come of a fault. */
import type { PutOutcome, Table } from '../../../shared/storage/table.ts';
import type { Item } from '../../../shared/storage/table-keys.ts';
import { accountSk, dueShard, segmentsStart, shardIndexOf } from '../../../shared/storage/table-keys.ts';
import type { Update, UpdateOutcome } from '../../../shared/storage/update.ts';
import { checkRefused } from './checkers/check-appends.ts';
import type { Decider } from './fault.ts';
import type { World } from './world.ts';

/** Puts every fault into the trace, and counts those that a run must have seen. */
export function noting(world: World, name: string, decider: Decider, unheard: WeakSet<Item>): Decider {
  return {
    fault: (call) => {
      const fault = decider.fault(call);
      const [item] = call.items;
      world.trace.add(fault, name, call.method, item === undefined ? '' : `${item.pk} ${item.sk}`);
      if (fault === 'crash-after') world.note('a process ended between sending and hearing');
      if (call.method === 'put' && item?.sk === accountSk) {
        if (fault === 'lost-reply') unheard.add(item);
        if (fault === 'lost-request') world.note('an unanswered write had not been stored');
      }
      return fault;
    },
    choose: decider.choose,
  };
}

/** A sweep asks every shard, and few have an account: of the others, few are worth a fault. */
export function withoutEmptyShards(world: World, table: Table): Table {
  const occupied = new Set(world.accountIds.map((accountId) => dueShard(shardIndexOf(accountId))));
  return {
    ...table,
    queryDue: (range) =>
      occupied.has(range.shard) || world.random.chance(0.02) ? table.queryDue(range) : world.table.queryDue(range),
  };
}

export interface Way {
  readonly isNext: boolean;
  /** Writes whose answer nobody hears. */
  readonly unheard: WeakSet<Item>;
  /** True while something lands whose sender has long moved on. */
  isLanding: boolean;
}

/** The table, with what happens on it counted. */
export function countCalls(world: World, way: Way): World['table'] {
  const { table } = world;
  const stored = new WeakSet<Item>();
  const updated = new WeakSet<Update>();
  return {
    ...table,
    put: async (item, guard): Promise<PutOutcome> => {
      const { isLanding } = way;
      const outcome = await table.put(item, guard);
      if (item.sk.startsWith(segmentsStart) && outcome.kind === 'refused') world.note('a log was filed twice');
      if (item.sk !== accountSk) return outcome;
      const isStored = outcome.kind === 'stored';
      if (!isStored) world.note('a race for an account was lost');
      if (!isStored && stored.has(item)) world.note('the SDK repeated a write that had been applied');
      if (isStored && way.unheard.has(item)) world.note('an unanswered write had been stored');
      if (isLanding) world.note(`a write of a process long given up was ${isStored ? 'stored' : 'refused'}`);
      if (isStored) {
        stored.add(item);
        const writer = world.writers.get(item.pk);
        if (writer !== undefined && writer !== way.isNext) world.note('two versions wrote one account');
        world.writers.set(item.pk, way.isNext);
      }
      return outcome;
    },
    update: async (update): Promise<UpdateOutcome> => {
      const { isLanding } = way;
      const outcome = await table.update(update);
      if (update.key.sk !== accountSk) return outcome;
      if (outcome.kind !== 'stored') {
        checkRefused(update, table.peek(update.key), world.find);
        world.note('an update of an account was refused');
        if (updated.has(update)) world.note('the SDK repeated an update that had been applied');
        return outcome;
      }
      updated.add(update);
      if (update.changes.some(({ do: act, path: [name] }) => act === 'set' && name === 'pausedUntilMs'))
        world.note('appends were asked to stand back');
      if (isLanding) world.note('an update of a process long given up was stored');
      const writer = world.writers.get(update.key.pk);
      if (writer !== undefined && writer !== way.isNext) world.note('two versions wrote one account');
      world.writers.set(update.key.pk, way.isNext);
      return outcome;
    },
    earlier: (key, steps) => {
      if (steps > 0) world.note('an old state was read');
      return table.earlier(key, steps);
    },
    catchUpIndex: (behind) => {
      if (behind > 0) world.note('the index was behind');
      table.catchUpIndex(behind);
    },
  };
}
