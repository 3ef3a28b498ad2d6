import type { Item } from '../../../shared/storage/table-keys.ts';

/** The table's copy of an item: nothing that its writer could still change, and no attribute without a value. */
export function copiedItem({ pk, sk, ...attributes }: Item): Item {
  const copy: Record<string, unknown> & { pk: string; sk: string } = { pk, sk };
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) copy[name] = copyValue(value);
  return Object.freeze(copy);
}

function copyValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  // Bytes of their own: a view would keep all of the buffer that it is of.
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (value instanceof Set) return new Set(value);
  if (Array.isArray(value)) return Object.freeze(value.map(copyValue));
  const named = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.freeze(Object.fromEntries(named.map(([name, each]) => [name, copyValue(each)])));
}
