/** The ways back from a refusal, as they are kept: in a remembered answer by name, and in a record of the tail in few bytes. */
import * as z from 'zod/mini';
import { restoreBy } from '../domain/decisions/restore.ts';
import type { Restore, Way } from '../domain/decisions/way.ts';
import { parse } from './parse.ts';
import { storedAmount, storedMoney, whole } from './stored-parts.ts';

const namedWay = z.union([
  z.strictObject({ kind: z.literal('hold-end'), atMs: whole }),
  z.strictObject({
    kind: z.literal('raise-limits'),
    limits: z.array(z.strictObject({ limitId: z.string(), credits: storedAmount })),
  }),
  z.strictObject({ kind: z.literal('payment'), subscriptionId: z.string() }),
  z.strictObject({
    kind: z.literal('packs'),
    packId: z.string(),
    count: whole,
    credits: storedAmount,
    price: z.exactOptional(z.strictObject(storedMoney)),
    isSold: z.exactOptional(z.literal(true)),
  }),
  z.strictObject({ kind: z.literal('limit-reset'), atMs: whole }),
  z.strictObject({ kind: z.literal('renewal'), atMs: whole, renewals: whole }),
]);

/** Refusals from before there were ways have `packs` and `renewsAtMs` alone. */
export const storedRestore = z.strictObject({
  packs: z.array(z.strictObject({ packId: z.string(), credits: storedAmount })),
  renewsAtMs: z.exactOptional(whole),
  holdEndsMs: z.exactOptional(z.array(whole)),
  ways: z.exactOptional(z.array(namedWay)),
});

const shortWay = z.union([
  z.pipe(
    z.tuple([z.literal('h'), whole]),
    z.transform(([, atMs]): Way => ({ kind: 'hold-end', atMs })),
  ),
  z.pipe(
    z.tuple([z.literal('l'), z.array(z.tuple([z.string(), storedAmount]))]),
    z.transform(
      ([, limits]): Way => ({
        kind: 'raise-limits',
        limits: limits.map(([limitId, credits]) => ({ limitId, credits })),
      }),
    ),
  ),
  z.pipe(
    z.tuple([z.literal('s'), z.string()]),
    z.transform(([, subscriptionId]): Way => ({ kind: 'payment', subscriptionId })),
  ),
  z.pipe(
    z.tuple([z.enum(['p', 'b']), z.string(), whole, storedAmount, z.nullable(z.tuple([whole, z.string()]))]),
    z.transform(
      ([kind, packId, count, credits, price]): Way => ({
        ...{ kind: 'packs', packId, count, credits },
        ...(price === null ? {} : { price: { millionths: price[0], currency: price[1] } }),
        ...(kind === 'b' ? { isSold: true } : {}),
      }),
    ),
  ),
  z.pipe(
    z.tuple([z.literal('w'), whole]),
    z.transform(([, atMs]): Way => ({ kind: 'limit-reset', atMs })),
  ),
  z.pipe(
    z.tuple([z.literal('r'), whole, whole]),
    z.transform(([, atMs, renewals]): Way => ({ kind: 'renewal', atMs, renewals })),
  ),
]);

/** In a record: the ways, and when holds end. Before there were ways: the packs that the plan offered, each with its credits. */
const recordedRestore = z.union([
  z.pipe(
    z.tuple([z.array(shortWay), z.array(whole)]),
    z.transform(([ways, holdEndsMs]): Restore => restoreBy(ways, holdEndsMs)),
  ),
  z.pipe(
    z.array(z.tuple([z.string(), storedAmount])),
    z.transform((packs): Restore => ({ packs: packs.map(([packId, credits]) => ({ packId, credits })) })),
  ),
]);

export function ofRecorded(stored: unknown): Restore {
  return parse(recordedRestore, stored, "a refusal's ways back");
}

export function toRecorded({ ways = [], holdEndsMs = [] }: Restore): unknown {
  return [ways.map(shortened), holdEndsMs];
}

function shortened(way: Way): readonly unknown[] {
  switch (way.kind) {
    case 'hold-end':
      return ['h', way.atMs];
    case 'raise-limits':
      return ['l', way.limits.map(({ limitId, credits }) => [limitId, credits])];
    case 'payment':
      return ['s', way.subscriptionId];
    case 'packs': {
      const { packId, count, credits, price, isSold } = way;
      return [
        isSold ? 'b' : 'p',
        packId,
        count,
        credits,
        price === undefined ? null : [price.millionths, price.currency],
      ];
    }
    case 'limit-reset':
      return ['w', way.atMs];
    case 'renewal':
      return ['r', way.atMs, way.renewals];
    default:
      return way satisfies never;
  }
}
