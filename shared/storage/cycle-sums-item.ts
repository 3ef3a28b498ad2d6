/** How the sums of a cycle are kept: JSON, packed, since they are written anew every few hundred entries. */
import * as z from 'zod/mini';
import type { Balance } from '../domain/account/account.ts';
import { grantSources } from '../domain/account/grant.ts';
import { microcredits } from '../domain/amount.ts';
import { categories } from '../domain/catalogue/rate-card.ts';
import { type KeptMovement, keyOf, movementTypes } from '../domain/ledger/movement.ts';
import { present } from '../domain/present.ts';
import type { CycleSums } from '../domain/projections/cycle-sums.ts';
import { packed, unpacked } from './packed-text.ts';
import { parse } from './parse.ts';
import { cycleSumsKey, type Item } from './table-keys.ts';

const whole = z.int();
/** Millionths that a double doesn't hold are texts. */
const amount = z.union([whole, z.string().check(z.regex(/^-?\d{1,40}$/))]);
const storedMovement = z.strictObject({
  t: z.enum(movementTypes),
  /** source */ r: z.optional(z.enum(grantSources)),
  /** category */ g: z.optional(z.enum(categories)),
  /** SKU */ s: z.optional(z.string()),
  /** others */ x: z.optional(z.literal(true)),
  /** pack */ p: z.optional(z.string()),
  /** late */ l: z.optional(z.literal(true)),
  /** quantity */ n: z.optional(amount),
  /** quantity × milliseconds */ m: z.optional(amount),
  /** credits */ c: amount,
  /** overrun */ o: z.optional(amount),
  /** debt */ d: z.optional(amount),
});
/** available, held, overrun, debt, and what waits where something does */
const storedBalance = z.tuple([whole, whole, whole, whole, z.optional(whole)]);
const storedSums = z.strictObject({
  first: whole,
  at: whole,
  /** plan, start, end, and seats where there are several */
  opened: z.optional(z.tuple([z.string(), whole, whole], whole)),
  opening: storedBalance,
  closing: storedBalance,
  movements: z.array(storedMovement),
  /** first, last, finding */
  unprovable: z.optional(z.array(z.tuple([whole, whole, z.string()]))),
});
const storedItem = z.object({
  version: whole,
  seq: whole,
  head: z.instanceof(Uint8Array),
  sums: z.instanceof(Uint8Array),
});

export function encodeCycleSums(accountId: string, sums: CycleSums, version: number): Item {
  const { index, first, seq, atMs, hash, opened, opening, closing, movements, unprovable } = sums;
  const stored: z.infer<typeof storedSums> = {
    first,
    at: atMs,
    opened: opened && [
      opened.planId,
      opened.startMs,
      opened.endMs,
      ...(opened.seats === undefined ? [] : [opened.seats]),
    ],
    opening: toStoredBalance(opening),
    closing: toStoredBalance(closing),
    movements: [...movements.values()].map(toStored),
    unprovable:
      unprovable.length === 0 ? undefined : unprovable.map((part) => [part.first, part.last, part.finding] as const),
  };
  const head = Buffer.from(hash, 'hex');
  return { ...cycleSumsKey(accountId, index), version, seq, head, sums: packed(JSON.stringify(stored)) };
}

export function decodeCycleSums(index: number, item: Item): CycleSums {
  const { seq, head, sums } = parse(storedItem, item, "a cycle's sums");
  const text = unpacked(sums, "a cycle's sums");
  const { first, at: atMs, opened, opening, closing, movements, unprovable = [] } = parse(storedSums, text, 'sums');
  return {
    ...{ index, first, seq, atMs, hash: Buffer.from(head).toString('hex') },
    ...present({ opened: opened && toOpened(opened) }),
    opening: toBalance(opening),
    closing: toBalance(closing),
    movements: new Map(movements.map(toMovement).map((movement) => [keyOf(movement), movement])),
    unprovable: unprovable.map(([from, last, finding]) => ({ first: from, last, finding })),
  };
}

function toOpened([planId, startMs, endMs, seats]: NonNullable<z.infer<typeof storedSums>['opened']>): NonNullable<
  CycleSums['opened']
> {
  return { planId, startMs, endMs, ...present({ seats }) };
}

function toStored(of: KeptMovement): z.infer<typeof storedMovement> {
  return {
    t: of.type,
    r: of.source,
    g: of.category,
    s: of.sku,
    x: of.isOthers,
    p: of.packId,
    l: of.isLate,
    n: of.quantity === undefined ? undefined : toAmount(of.quantity),
    m: of.quantityMs === undefined ? undefined : toAmount(of.quantityMs),
    c: toAmount(of.credits),
    o: of.overrun === 0n ? undefined : toAmount(of.overrun),
    d: of.debt === 0n ? undefined : toAmount(of.debt),
  };
}

function toMovement({ t, r, g, s, x, p, l, n, m, c, o = 0, d = 0 }: z.infer<typeof storedMovement>): KeptMovement {
  const named = present({ source: r, category: g, sku: s, isOthers: x, packId: p, isLate: l });
  const quantities = present({
    quantity: n === undefined ? undefined : BigInt(n),
    quantityMs: m === undefined ? undefined : BigInt(m),
  });
  return { type: t, ...named, ...quantities, credits: BigInt(c), overrun: BigInt(o), debt: BigInt(d) };
}

function toAmount(millionths: bigint): number | string {
  const number = Number(millionths);
  return Number.isSafeInteger(number) ? number : String(millionths);
}

function toStoredBalance({ available, held, overrun, debt, waiting }: Balance): z.infer<typeof storedBalance> {
  return waiting === undefined ? [available, held, overrun, debt] : [available, held, overrun, debt, waiting];
}

function toBalance([available, held, overrun, debt, waiting]: z.infer<typeof storedBalance>): CycleSums['opening'] {
  return {
    available: microcredits(available),
    held: microcredits(held),
    overrun: microcredits(overrun),
    debt: microcredits(debt),
    ...(waiting === undefined ? {} : { waiting: microcredits(waiting) }),
  };
}
