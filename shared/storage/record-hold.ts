/**
 * How a record keeps the hold that it is about, as it was looked up: in a few dozen bytes, since what follows from the rest, or
 * is as usual, is left out. Records from before kept all of it, and are read for ever.
 */
import * as z from 'zod/mini';
import { exhaustionPolicies, type Hold, holdIdsFrom } from '../domain/account/hold.ts';
import { microcredits, noCredits } from '../domain/amount.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { present } from '../domain/present.ts';
import type { FiledHold } from './hold-item.ts';
import { storedHold, toHold, toStoredHold } from './hold-text.ts';
import { parse } from './parse.ts';
import { slice, toSlice, toStoredSlice } from './slice-text.ts';
import { storedDimensions, whole } from './stored-parts.ts';

const text = z.string();

/** The parts that few holds have, or that differ from the usual. */
const more = z.strictObject({
  /** used */ u: z.optional(whole),
  /** overrun */ v: z.optional(whole),
  /** how much beyond what is used an extension sets aside, unless that is all of it */ s: z.optional(whole),
  /** limits, and the entry that opened it */ l: z.optional(z.tuple([z.array(text), z.nullable(whole)])),
  /** rate card */ r: z.optional(text),
  /** dimensions */ d: z.optional(storedDimensions),
});

/** entry, id without its expiry, category, credits, pinned (a grant's id when that is all), life left, policy, since it last told */
const short = z.tuple([
  whole,
  text,
  z.enum(categories),
  whole,
  z.union([text, z.array(slice)]),
  whole,
  z.union([z.literal(0), z.literal(1)]),
  whole,
  z.optional(more),
]);

const whole3 = z.tuple([whole, storedHold, z.nullable(storedDimensions)]);

/** The hold as the first of a record's body. `atMs` is the record's own time. */
export function toRecordHold({ hold, seq }: FiledHold, atMs: number): readonly unknown[] {
  const prefix = holdIdsFrom(hold.expiresAtMs);
  if (hold.state !== 'open' || hold.reportedAtMs === undefined || !hold.holdId.startsWith(prefix))
    return [seq, toStoredHold(hold), hold.dimensions ?? null];
  const [only] = hold.pinned;
  const isPinnedOnce = hold.pinned.length === 1 && only?.credits === hold.credits && only.forfeited === undefined;
  const others: z.infer<typeof more> = {
    u: hold.used === noCredits ? undefined : hold.used,
    v: hold.overrun === noCredits ? undefined : hold.overrun,
    s: hold.slice === hold.credits ? undefined : hold.slice,
    l: hold.limitIds.length === 0 ? undefined : [[...hold.limitIds], hold.openedSeq ?? null],
    r: hold.rateCard,
    d: hold.dimensions && { ...hold.dimensions },
  };
  const always = [
    seq,
    hold.holdId.slice(prefix.length),
    hold.category,
    hold.credits,
    isPinnedOnce ? only.grantId : hold.pinned.map(toStoredSlice),
    hold.expiresAtMs - atMs,
    exhaustionPolicies.indexOf(hold.whenExhausted),
    atMs - hold.reportedAtMs,
  ];
  return [Object.values(others).every((each) => each === undefined) ? always : [...always, others]];
}

/** The hold that a body begins with, and the rest of the body. */
export function fromRecordHold(
  body: readonly unknown[],
  atMs: number,
): { readonly held: FiledHold; readonly own: readonly unknown[] } {
  if (!Array.isArray(body[0])) {
    const [seq, hold, dimensions] = parse(whole3, body.slice(0, 3), "a record's hold");
    return { held: { seq, hold: toHold(hold, dimensions ?? undefined) }, own: body.slice(3) };
  }
  return { held: fromShort(parse(short, body[0], "a record's hold"), atMs), own: body.slice(1) };
}

function fromShort(stored: z.infer<typeof short>, atMs: number): FiledHold {
  const [seq, id, category, credits, pinned, lifeLeftMs, policy, toldBeforeMs, others = {}] = stored;
  const { u = 0, v = 0, s = credits, l: [limitIds, openedSeq] = [[], null], r, d } = others;
  const expiresAtMs = atMs + lifeLeftMs;
  const hold: Hold = {
    holdId: `${holdIdsFrom(expiresAtMs)}${id}`,
    state: 'open',
    category,
    credits: microcredits(credits),
    used: microcredits(u),
    overrun: microcredits(v),
    pinned: typeof pinned === 'string' ? [{ grantId: pinned, credits: microcredits(credits) }] : pinned.map(toSlice),
    expiresAtMs,
    whenExhausted: exhaustionPolicies[policy],
    slice: microcredits(s),
    limitIds,
    ...present({ dimensions: d, rateCard: r, reportedAtMs: atMs - toldBeforeMs, openedSeq: openedSeq ?? undefined }),
  };
  return { seq, hold };
}
