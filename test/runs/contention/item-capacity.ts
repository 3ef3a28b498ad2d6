/** The capacity of one item: DynamoDB's limit of a partition, which adaptive capacity doesn't lift for a single item. */
import type { Key } from '../../../shared/storage/table-keys.ts';

export const unitsPerSecond = 1_000;
/** The capacity units that an item saves up while it is left alone. */
export const unitsSavedMax = 300;

export interface ItemCapacity {
  /** Tells whether the item takes a write now. */
  isThere(key: Key): boolean;
  /** Charges a write that was taken, refused ones included. It may cost more than is left, and the next waits for it. */
  charge(key: Key, units: number): void;
}

export function createItemCapacity(nowMs: () => number): ItemCapacity {
  const levels = new Map<string, { readonly units: number; readonly atMs: number }>();
  const left = ({ pk, sk }: Key): number => {
    const level = levels.get(`${pk}\n${sk}`);
    if (level === undefined) return unitsSavedMax;
    return Math.min(unitsSavedMax, level.units + ((nowMs() - level.atMs) * unitsPerSecond) / 1_000);
  };
  return {
    isThere: (key) => left(key) >= 1,
    charge: (key, units) => {
      levels.set(`${key.pk}\n${key.sk}`, { units: left(key) - units, atMs: nowMs() });
    },
  };
}
