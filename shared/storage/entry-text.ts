/**
 * How entries are kept: one compact JSON text each. What follows from the text before it (in the log, or in the segment)
 * is left out, see `entry-delta.ts`; seq, hashes and the balance before follow from the place in the chain. So a typical
 * debit costs about a tenth of a write unit in its segment, and remains readable in the console.
 */
import * as z from 'zod/mini';
import type { Balance } from '../domain/account/account.ts';
import { holdDecisions } from '../domain/account/hold.ts';
import type { KeptLine } from '../domain/account/standing-usage.ts';
import { type Microcredits, microcredits } from '../domain/amount.ts';
import { categories, type PriceLine, type Quantity } from '../domain/catalogue/rate-card.ts';
import { formatMillionths, parseMillionths } from '../domain/decimal.ts';
import { type Entry, entryTypes } from '../domain/ledger/entry.ts';
import { hashOf } from '../domain/ledger/record.ts';
import { deltaOf, type Expectable, undelta } from './entry-delta.ts';
import { storedHold, toHold, toStoredHold } from './hold-text.ts';
import { parsed } from './parsed.ts';
import { slice, toSlice, toStoredSlice } from './slice-text.ts';
import { ItemCorrupt } from './table.ts';

/** Where a run of entries starts: the entry before it. */
export interface ChainPoint {
  readonly seq: number;
  readonly hash: string;
}

const whole = z.int();
/** Short names, since every one is stored with every entry. */
const stored = z.strictObject({
  /** type */ t: z.enum(entryTypes),
  /** at */ a: whole,
  /** credits */ c: whole,
  /** slices; a grant id alone when it paid all */ s: z.union([z.string(), z.array(slice)]),
  /** caller */ w: z.string(),
  /** cycle */ x: whole,
  /** before, of the first in a run */ b: z.optional(whole),
  /** after: available, and held, overrun and debt unless all are zero */ v: z.union([
    whole,
    z.tuple([whole, whole, whole]),
    z.tuple([whole, whole, whole, whole]),
  ]),
  /** category */ g: z.optional(z.enum(categories)),
  /** lines: SKU, quantity, credits */ l: z.optional(z.array(z.tuple([z.string(), z.string(), whole]))),
  /** rate card */ r: z.optional(z.string()),
  /** dimensions */ d: z.optional(z.record(z.string(), z.string())),
  /** occurred at */ o: z.optional(whole),
  /** idempotency key */ k: z.optional(z.string()),
  /** fingerprint */ f: z.optional(z.string()),
  /** expires at */ e: z.optional(whole),
  /** cycle start */ h: z.optional(whole),
  /** plan */ p: z.optional(z.string()),
  /** anchor */ n: z.optional(whole),
  /** time zone */ z: z.optional(z.string()),
  /** pack */ i: z.optional(z.string()),
  /** payment */ y: z.optional(z.string()),
  /** reverses */ u: z.optional(whole),
  /** reason */ m: z.optional(z.string()),
  /** actor */ q: z.optional(z.string()),
  /** takes effect at */ E: z.optional(whole),
  /** uncovered */ U: z.optional(whole),
  /** repaid debt */ R: z.optional(whole),
  /** repaid overrun */ O: z.optional(whole),
  /** kept: id, SKU, quantity, from, until, rate card, credits */ K: z.optional(
    z.array(z.tuple([z.string(), z.string(), z.string(), whole, whole, z.string(), whole])),
  ),
  /** uncovered before */ B: z.optional(whole),
  /** hold */ H: z.optional(storedHold),
  /** returned */ X: z.optional(z.array(slice)),
  /** decision */ D: z.optional(z.enum(holdDecisions)),
  /** late */ L: z.optional(z.literal(1)),
  /** limit: id, category, dimension, credits */ M: z.optional(
    z.tuple([
      z.string(),
      z.nullable(z.enum(categories)),
      z.nullable(z.tuple([z.string(), z.string()])),
      z.nullable(whole),
    ]),
  ),
  /** automatic top-up: pack, threshold, most per cycle */ P: z.optional(z.tuple([z.string(), whole, whole])),
  /** standing: id, SKU, quantity */ S: z.optional(z.tuple([z.string(), z.string(), z.string()])),
});
type Stored = z.infer<typeof stored>;

const storedMembers = z.record(z.string(), z.unknown());

/** The texts of a run of entries, each written relative to the one before it; `previous` is the entry that the first follows in the same run. */
export function encodeEntries(entries: readonly Entry[], previous?: Entry): readonly string[] {
  let before = previous === undefined ? undefined : toStored(previous, true);
  return entries.map((entry) => {
    const current = toStored(entry, before !== undefined);
    const text = JSON.stringify(deltaOf(current, before ?? startOf(current.b)));
    before = { ...current, b: undefined };
    return text;
  });
}

/** The entries of a run, sealed again: their hashes are computed from the chain, so a changed text shows in the last one. */
export function decodeEntries(accountId: string, texts: readonly string[], start: ChainPoint): readonly Entry[] {
  const entries: Entry[] = [];
  let previous: Stored | undefined;
  let available: Microcredits | undefined;
  let { seq, hash } = start;
  for (const text of texts) {
    const said = parsed(storedMembers, text, "an entry's text");
    const members = undelta(said, previous ?? startOf(said['b']));
    const entryText = parsed(stored, members, `entry ${seq + 1}`);
    const before = available ?? microcredits(entryText.b ?? Number.NaN);
    const unsealed = fromStored(entryText, { accountId, seq: seq + 1, before, previousHash: hash });
    const entry: Entry = { ...unsealed, hash: hashOf(unsealed) };
    entries.push(entry);
    ({ seq, hash } = entry);
    available = entry.after.available;
    previous = { ...entryText, b: undefined };
  }
  return entries;
}

/** What the first of a run is written relative to: nothing but the balance before it. */
function startOf(before: unknown): Expectable {
  return { t: '', c: Number.NaN, v: Number(before) };
}

function toStored(entry: Entry, isContinued: boolean): Stored {
  const { standing, limit, autoTopUp } = entry;
  return {
    t: entry.type,
    a: entry.atMs,
    c: entry.credits,
    s: storedSlices(entry),
    w: entry.caller,
    x: entry.cycle,
    b: isContinued ? undefined : entry.before,
    v: storedBalance(entry.after),
    g: entry.category,
    l: entry.lines?.map(({ sku, quantity, credits }) => [sku, formatMillionths(quantity), credits]),
    r: entry.rateCard,
    d: entry.dimensions === undefined ? undefined : { ...entry.dimensions },
    o: entry.occurredAtMs,
    k: entry.idempotencyKey,
    f: entry.fingerprint,
    e: entry.expiresAtMs,
    h: entry.cycleStartMs,
    p: entry.planId,
    n: entry.anchorMs,
    z: entry.timeZone,
    i: entry.packId,
    y: entry.paymentId,
    u: entry.reverses,
    m: entry.reason,
    q: entry.actor,
    E: entry.effectiveMs,
    U: entry.uncovered,
    R: entry.repaidDebt,
    O: entry.repaidOverrun,
    B: entry.uncoveredBefore,
    H: entry.hold && toStoredHold(entry.hold),
    X: entry.returned?.map(toStoredSlice),
    D: entry.decision,
    L: entry.isLate && 1,
    M: limit && [
      limit.limitId,
      limit.category ?? null,
      limit.dimension ? [limit.dimension.name, limit.dimension.value] : null,
      limit.credits ?? null,
    ],
    K: entry.kept?.map(({ usageId, sku, quantity, fromMs, untilMs, rateCard, credits }) => [
      usageId,
      sku,
      formatMillionths(quantity),
      fromMs,
      untilMs,
      rateCard,
      credits,
    ]),
    P: autoTopUp && [autoTopUp.packId, autoTopUp.threshold, autoTopUp.maxPerCycle],
    S: standing && [standing.usageId, standing.sku, formatMillionths(standing.quantity)],
  };
}

function storedBalance({ available, held, overrun, debt }: Balance): Stored['v'] {
  if (debt !== 0) return [available, held, overrun, debt];
  return held === 0 && overrun === 0 ? available : [available, held, overrun];
}

function storedSlices({ slices, credits }: Entry): Stored['s'] {
  const [only] = slices;
  if (slices.length === 1 && only?.credits === credits && !only.forfeited) return only.grantId;
  return slices.map(toStoredSlice);
}

type Place = Pick<Entry, 'accountId' | 'seq' | 'before' | 'previousHash'>;

function fromStored(text: Stored, place: Place): Omit<Entry, 'hash'> {
  const [available, held = 0, overrun = 0, debt = 0] = typeof text.v === 'number' ? [text.v] : text.v;
  return present({
    ...place,
    type: text.t,
    atMs: text.a,
    credits: microcredits(text.c),
    slices: typeof text.s === 'string' ? [{ grantId: text.s, credits: microcredits(text.c) }] : text.s.map(toSlice),
    caller: text.w,
    cycle: text.x,
    after: {
      available: microcredits(available),
      held: microcredits(held),
      overrun: microcredits(overrun),
      debt: microcredits(debt),
    },
    category: text.g,
    lines: text.l?.map(toLine),
    rateCard: text.r,
    dimensions: text.d,
    occurredAtMs: text.o,
    idempotencyKey: text.k,
    fingerprint: text.f,
    expiresAtMs: text.e,
    cycleStartMs: text.h,
    planId: text.p,
    anchorMs: text.n,
    timeZone: text.z,
    packId: text.i,
    paymentId: text.y,
    reverses: text.u,
    reason: text.m,
    actor: text.q,
    effectiveMs: text.E,
    uncovered: optionalAmount(text.U),
    repaidDebt: optionalAmount(text.R),
    repaidOverrun: optionalAmount(text.O),
    uncoveredBefore: optionalAmount(text.B),
    hold: text.H && toHold(text.H, text.d),
    returned: text.X?.map(toSlice),
    decision: text.D,
    isLate: text.L === undefined ? undefined : (true as const),
    limit: text.M && toLimit(text.M),
    kept: text.K?.map(toKeptLine),
    autoTopUp: text.P && toAutoTopUp(text.P),
    standing: text.S && toStanding(text.S),
  });
}

function toLine([sku, quantity, credits]: readonly [string, string, number]): PriceLine {
  return { sku, quantity: toQuantity(quantity), credits: microcredits(credits) };
}

function toKeptLine([usageId, sku, quantity, fromMs, untilMs, rateCard, credits]: NonNullable<
  Stored['K']
>[number]): KeptLine {
  return { usageId, sku, quantity: toQuantity(quantity), fromMs, untilMs, rateCard, credits: microcredits(credits) };
}

function toStanding([usageId, sku, quantity]: NonNullable<Stored['S']>): NonNullable<Entry['standing']> {
  return { usageId, sku, quantity: toQuantity(quantity) };
}

function toAutoTopUp([packId, threshold, maxPerCycle]: NonNullable<Stored['P']>): NonNullable<Entry['autoTopUp']> {
  return { packId, threshold: microcredits(threshold), maxPerCycle };
}

function toLimit([limitId, category, dimension, credits]: NonNullable<Stored['M']>): NonNullable<Entry['limit']> {
  return {
    limitId,
    ...(category === null ? {} : { category }),
    ...(dimension === null ? {} : { dimension: { name: dimension[0], value: dimension[1] } }),
    ...(credits === null ? {} : { credits: microcredits(credits) }),
  };
}

function toQuantity(text: string): Quantity {
  const quantity = parseMillionths(text);
  if (quantity === undefined) throw new ItemCorrupt('a quantity is not a decimal');
  return quantity;
}

function optionalAmount(amount: number | undefined): Microcredits | undefined {
  return amount === undefined ? undefined : microcredits(amount);
}

/** What `T` would be with every optional member that is undefined left out. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, member]) => member !== undefined)) as Present<T>;
}
