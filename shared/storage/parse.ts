import type * as z from 'zod/mini';
import { ItemCorrupt } from './table.ts';

/** Reads what we stored: an attribute's JSON text, or an item. What doesn't fit its schema is not guessed at. */
export function parse<T>(schema: z.ZodMiniType<T>, stored: unknown, what: string): T {
  const found = schema.safeParse(typeof stored === 'string' ? json(stored, what) : stored);
  if (!found.success) throw new ItemCorrupt(`${what} is not one: ${pathOf(found.error)}`, { cause: found.error });
  return found.data;
}

/** By the schema's own words alone: deeper in, and in lists of unknown members, stand those of callers. */
function pathOf({ issues: [first] }: z.core.$ZodError): string {
  return `${first?.code ?? 'invalid'} at ${String(first?.path[0] ?? 'the top')}`;
}

function json(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ItemCorrupt(`${what} is not JSON`, { cause });
  }
}
