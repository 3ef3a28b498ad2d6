/**
 * The difference of an entry from the one before it in the same run. A member that is as one would expect is left out:
 * the same as before, or what arithmetic makes of the rest. The credits are then the sum of the lines, a debit leaves the
 * balance before less its credits, and a line without a SKU has the one at its position before. `null` says that a member
 * was there and no longer is. Nothing rests on a guess: whatever differs from the expected is written, and the hash of the
 * chain, taken over the whole entry, shows it if reading expected something else than writing did.
 */
import * as z from 'zod/mini';
import { storedLine } from './lines-text.ts';
import { parse } from './parse.ts';
import { ItemCorrupt } from './table.ts';

type Line = readonly [sku: string, quantity: string, credits: number];

/** The members that are reckoned with; all others are compared and carried as they are. */
export interface Expectable {
  readonly t: string;
  readonly c: number;
  readonly v: number | readonly [available: number, held: number, overrun: number, debt?: number, waiting?: number];
  readonly l?: readonly Line[] | undefined;
}

export type Delta = Readonly<Record<string, unknown>>;

/** The members that an entry must have, so that `undelta` finds `current` again. */
export function deltaOf(current: Expectable, before: Expectable): Delta {
  const delta: Record<string, unknown> = {};
  const had = new Map<string, unknown>(Object.entries(before));
  for (const [name, value] of Object.entries(current)) {
    if (name === 'c' || name === 'v' || isSame(value, had.get(name))) continue;
    delta[name] = name === 'l' && current.l !== undefined ? shortLines(current.l, before.l) : (value ?? null);
  }
  if (current.c !== expectedCredits(delta, current.l, before)) delta['c'] = current.c;
  if (!isSame(current.v, expectedBalance(current.t, current.c, before))) delta['v'] = current.v;
  return delta;
}

/** The members of an entry's text, made whole by the one before it. They are still to be parsed. */
export function undelta(delta: Delta, before: Expectable): Record<string, unknown> {
  const whole: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(delta)) whole[name] = value === null ? undefined : value;
  const lines = Array.isArray(delta['l']) ? fullLines(delta['l'], before.l) : undefined;
  if (lines !== undefined) whole['l'] = lines;
  if (!('c' in delta)) whole['c'] = expectedCredits(delta, lines, before);
  if (!('v' in delta)) whole['v'] = expectedBalance(whole['t'], Number(whole['c']), before);
  return whole;
}

function expectedCredits(delta: Delta, lines: readonly Line[] | undefined, before: Expectable): number {
  return 'l' in delta && lines !== undefined ? lines.reduce((sum, [, , credits]) => sum + credits, 0) : before.c;
}

function expectedBalance(type: unknown, credits: number, { v }: Expectable): Expectable['v'] {
  if (type !== 'debit') return v;
  if (typeof v === 'number') return v - credits;
  const [available, ...rest] = v;
  return [available - credits, ...rest];
}

function shortLines(lines: readonly Line[], before: Expectable['l']): readonly unknown[] {
  return lines.map(([sku, quantity, credits], index) =>
    before?.[index]?.[0] === sku ? [quantity, credits] : [sku, quantity, credits],
  );
}

const shortenedLines = z.array(z.union([storedLine, z.tuple([z.string(), z.int()])]));

function fullLines(stored: readonly unknown[], before: Expectable['l']): readonly Line[] {
  return parse(shortenedLines, stored, "an entry's lines").map((line, index): Line => {
    if (line.length === 3) return line;
    const sku = before?.[index]?.[0];
    if (sku === undefined) throw new ItemCorrupt("an entry's line has no SKU, and there is none to have it from");
    return [sku, ...line];
  });
}

/** Tells whether both have the same JSON, members in the same order: what isn't written again is read back just as it was. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, index) => isSame(each, b[index]))
    );
  const [ofA, ofB] = [jsonMembers(a), jsonMembers(b)];
  return (
    ofA.length === ofB.length &&
    ofA.every(([name, value], index) => name === ofB[index]?.[0] && isSame(value, ofB[index][1]))
  );
}

/** Members without a value aren't in JSON. */
function jsonMembers(object: object): readonly (readonly [string, unknown])[] {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}
