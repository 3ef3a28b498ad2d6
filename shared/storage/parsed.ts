import type * as z from 'zod/mini';
import { ItemCorrupt } from './table.ts';

/** Reads what we stored: an attribute's JSON text, or an item. What doesn't fit its schema is not guessed at. */
export function parsed<T>(schema: z.ZodMiniType<T>, stored: unknown, what: string): T {
  const found = schema.safeParse(typeof stored === 'string' ? json(stored, what) : stored);
  if (!found.success) throw new ItemCorrupt(`${what} is not one`, { cause: found.error });
  return found.data;
}

function json(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ItemCorrupt(`${what} is not JSON`, { cause });
  }
}
