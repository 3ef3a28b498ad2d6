/**
 * The part of the table that is one project's: the same keys and lists behind a prefix, so that whoever works with it can name nothing of another's.
 * The default project has none: it keeps the keys that it always had.
 */
import { present } from '../domain/present.ts';
import { isDefault, type Project } from '../domain/project.ts';
import type { DueItem, PutOutcome, Table } from './table.ts';
import { type Key, tableShape } from './table-keys.ts';
import type { ItemChange, UpdateOutcome } from './update.ts';

const mark = '@';
const end = '/';
/** The partitions of an item: its own, and the list of the index that it is in. */
const partitions = [tableShape.partitionKey, tableShape.dueIndex.partitionKey] as const;

/** Begins the partitions of every project but the default. */
export function projectPk(name: string, pk: string): string {
  return `${mark}${name}${end}${pk}`;
}

/** The project whose partition it is, by name, and the partition within it. */
export function ofProject(pk: string): { readonly project?: string; readonly pk: string } {
  const at = pk.indexOf(end);
  return pk.startsWith(mark) && at > 0 ? { project: pk.slice(mark.length, at), pk: pk.slice(at + end.length) } : { pk };
}

export function projectTable(table: Table, project: Project): Table {
  if (isDefault(project)) return table;
  const prefix = projectPk(project.name, '');
  const there = <Of extends Key>(key: Of): Of => mapped(key, (pk) => prefix + pk);
  const here = <Of extends Key>(key: Of): Of => mapped(key, (pk) => pk.slice(prefix.length));
  return {
    get: async (key, options) => optionally(await table.get(there(key), options), here),
    getMany: async (keys) => (await table.getMany(keys.map(there))).map(here),
    put: async (item, guard) => outcomeHere(await table.put(there(item), guard)),
    update: async (update) =>
      outcomeHere(await table.update({ ...update, key: there(update.key), changes: update.changes.map(changeThere) })),
    putMany: (items) => table.putMany(items.map(there)),
    query: async (range) => (await table.query({ ...range, pk: prefix + range.pk })).map(here),
    queryDue: async (range) => {
      const after = optionally(range.after, there<DueItem>);
      const found = await table.queryDue({ ...range, shard: prefix + range.shard, ...present({ after }) });
      return found.map(here);
    },
  };

  function changeThere(change: ItemChange): ItemChange {
    const isList = change.path.length === 1 && change.path[0] === tableShape.dueIndex.partitionKey;
    return isList && change.do === 'set' ? { ...change, value: prefix + String(change.value) } : change;
  }

  function outcomeHere<Outcome extends PutOutcome | UpdateOutcome>(outcome: Outcome): Outcome {
    if ('item' in outcome) return { ...outcome, item: here(outcome.item) };
    return 'existing' in outcome && outcome.existing !== undefined
      ? { ...outcome, existing: here(outcome.existing) }
      : outcome;
  }
}

function mapped<Of extends Key>(key: Of, map: (pk: string) => string): Of {
  const inLists = Object.entries(key).filter(([name]) => partitions.some((each) => each === name));
  return { ...key, ...Object.fromEntries(inLists.map(([name, pk]) => [name, map(String(pk))])) };
}

function optionally<T>(value: T | undefined, map: (value: T) => T): T | undefined {
  return value === undefined ? undefined : map(value);
}
