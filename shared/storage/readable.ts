import { ItemCorrupt } from './table.ts';

/** Returns the value that was read; undefined if it isn't what we write. For whoever goes on without it: everyone else fails on it. */
export function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof ItemCorrupt) return undefined;
    throw cause;
  }
}
