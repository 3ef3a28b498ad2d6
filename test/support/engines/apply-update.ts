/** The result of an update of an item in memory, as the real table would: a condition on what is missing isn't met, a change of it is a bug. */
import type { Item } from '../../../shared/storage/table-keys.ts';
import type { Condition, ItemChange, Path, Update } from '../../../shared/storage/update.ts';

/** Tells whether the item is as the update asks. */
export function isAsAsked(existing: Item | undefined, { asks }: Pick<Update, 'asks'>): boolean {
  return asks.every((ask) => holds(ask, existing));
}

/** The item with its changes. */
export function applyUpdate(existing: Item | undefined, { key, changes }: Update): Item {
  const item: Record<string, unknown> = { ...existing, ...key };
  for (const change of changes) put(item, change.path, valueAfter(valueAt(item, change.path), change));
  return { ...item, ...key };
}

function holds(condition: Condition, item: Item | undefined): boolean {
  switch (condition.is) {
    case 'any':
      return condition.of.some((each) => holds(each, item));
    case 'all':
      return condition.of.every((each) => holds(each, item));
    case 'absent':
      return valueAt(item, condition.path) === undefined;
    case 'present':
      return valueAt(item, condition.path) !== undefined;
    case 'without': {
      const set = valueAt(item, condition.path);
      return !(set instanceof Set && condition.members.some((member) => set.has(member)));
    }
    case 'between': {
      const value = valueAt(item, condition.path);
      return typeof value === 'number' && value >= condition.from && value <= condition.to;
    }
    case 'size<=':
    case 'size>=': {
      const map = valueAt(item, condition.path);
      const size = isMap(map) ? Object.keys(map).length : Number.NaN;
      return condition.is === 'size<=' ? size <= condition.value : size >= condition.value;
    }
    case '=':
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const value = valueAt(item, condition.path);
      return typeof value === 'number' && comparisons[condition.is](value, condition.value);
    }
    default:
      return condition satisfies never;
  }
}

const comparisons = {
  '=': (a: number, b: number) => a === b,
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
};

function valueAfter(before: unknown, change: ItemChange): unknown {
  switch (change.do) {
    case 'set':
      return change.value;
    case 'remove':
      return undefined;
    case 'increase':
      if (typeof before !== 'number') throw invalid('an operand is missing or of another type');
      return before + change.by;
    case 'append':
      if (!Array.isArray(before)) throw invalid('an operand is missing or of another type');
      return [...before, ...change.items];
    case 'drop':
      if (!Array.isArray(before)) throw invalid('the document path is invalid for update');
      return before.slice(change.count);
    case 'include':
    case 'exclude':
      return changedSet(before, change);
    default:
      return change satisfies never;
  }
}

function changedSet(before: unknown, change: Extract<ItemChange, { do: 'include' | 'exclude' }>): unknown {
  if (change.members.length === 0) throw invalid('an empty set is no value');
  const set = new Set<unknown>(before instanceof Set ? before : []);
  for (const member of change.members) {
    if (change.do === 'include') set.add(member);
    else set.delete(member);
  }
  return set.size === 0 ? undefined : set;
}

function valueAt(item: Readonly<Record<string, unknown>> | undefined, [attribute, member]: Path): unknown {
  const value = item?.[attribute];
  if (member === undefined) return value;
  return isMap(value) ? value[member] : undefined;
}

function put(item: Record<string, unknown>, [attribute, member]: Path, value: unknown): void {
  if (member === undefined) {
    item[attribute] = value;
    return;
  }
  const map = item[attribute];
  if (!isMap(map)) throw invalid('the document path is invalid for update');
  item[attribute] = { ...map, [member]: value };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Set);
}

function invalid(message: string): Error {
  return Object.assign(new Error(message), { name: 'ValidationException' });
}
