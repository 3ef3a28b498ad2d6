/**
 * The part of an account's item that is there for those who append without having read it: what is free, from when on nothing may be
 * appended, which keys are used, and how often the item was changed in ways that matter to them.
 */
import { hash } from 'node:crypto';
import * as z from 'zod/mini';
import { type Account, balanceOf } from '../domain/account/account.ts';
import { remaining } from '../domain/account/grant.ts';
import { countersOf, type Limit, leftIn, limitValuesMax } from '../domain/account/limit.ts';
import { present } from '../domain/present.ts';
import type { Watermark } from './ordered-key.ts';
import { packRecord, storedRecord, unpackRecord } from './record-packing.ts';
import { whole } from './stored-parts.ts';
import type { Item } from './table-keys.ts';

export interface Escrow {
  /** Microcredits that an append may take. None of an account that is closed, quarantined, in debt, or has credits for one category alone: nothing is appended to it. */
  readonly free: number | undefined;
  /**
   * The credits left of each spending limit's counters, by their names here; less than zero where more is used than is let through. Undefined of an
   * account without limits, and of one that was last replaced by code that left them to the state alone: nothing that a
   * limit counts is appended to it.
   */
  readonly limits: LimitsLeft | undefined;
  /** From then on nothing may be appended before the account was brought forward. Never later than what is due. */
  readonly dueAtMs: number;
  /** Which spending limits an append has to ask: the entry that last changed them, 0 when there are none; where time alone changed them, how often the item was replaced, as less than zero. */
  readonly rules: number;
  /** Bytes of the log and the tail. */
  readonly weight: number;
  /** How often anything left the log or the tail. */
  readonly filings: number;
  /** How often the whole item was replaced. */
  readonly epoch: number;
  /** Marks of the keys in log and tail, and of those that the last filing took away. */
  readonly marks: ReadonlySet<string>;
  readonly watermark: Watermark;
  /** Until then appends stand back for a change that replaces the item. */
  readonly pausedUntilMs: number | undefined;
  /** The records that were appended since the item was replaced or filed, in order. Its entries are the last of the loaded log's. */
  readonly tail: readonly string[];
}

export type LimitsLeft = Readonly<Record<string, number>>;

/** The attributes of it. */
export const storedEscrow = {
  free: z.optional(whole),
  limits: z.optional(z.record(z.string(), whole)),
  rules: z.optional(whole),
  weight: whole,
  filings: whole,
  epoch: whole,
  marks: z.optional(z.set(z.string())),
  newestKey: z.optional(whole),
  pendingKey: z.optional(whole),
  farFrom: z.optional(whole),
  farUntil: z.optional(whole),
  pausedUntilMs: z.optional(whole),
  /** Records, and those from before as texts. */
  tail: z.array(storedRecord),
};
const escrowItem = z.object({ ...storedEscrow, dueAtMs: whole });

export function encodeEscrow(escrow: Escrow): Omit<Item, 'pk' | 'sk'> {
  const { free, limits, rules, weight, filings, epoch, marks, watermark, pausedUntilMs, tail, dueAtMs } = escrow;
  const attributes = {
    free,
    limits,
    rules: rules === 0 ? undefined : rules,
    weight,
    filings,
    epoch,
    marks: marks.size === 0 ? undefined : new Set(marks),
    ...encodeWatermark(watermark),
    pausedUntilMs,
    tail: tail.map(packRecord),
    dueAtMs,
  };
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

/** The watermark's attributes; undefined where there is none. */
export function encodeWatermark({
  newestMs,
  pendingMs,
  far,
}: Watermark): Readonly<Record<WatermarkName, number | undefined>> {
  return {
    newestKey: newestMs,
    pendingKey: pendingMs === 0 ? undefined : pendingMs,
    farFrom: far?.fromMs,
    farUntil: far?.untilMs,
  };
}

type WatermarkName = 'newestKey' | 'pendingKey' | 'farFrom' | 'farUntil';

export function decodeEscrow(item: z.infer<typeof escrowItem>): Escrow {
  const {
    newestKey,
    pendingKey = 0,
    farFrom,
    farUntil,
    marks = new Set<string>(),
    rules = 0,
    free,
    limits,
    pausedUntilMs,
  } = item;
  return {
    ...{ free, limits, rules, marks, pausedUntilMs },
    tail: item.tail.map(unpackRecord),
    ...{ weight: item.weight, filings: item.filings, epoch: item.epoch, dueAtMs: item.dueAtMs },
    watermark: {
      newestMs: newestKey,
      pendingMs: pendingKey,
      far: farFrom === undefined || farUntil === undefined ? undefined : { fromMs: farFrom, untilMs: farUntil },
    },
  };
}

/**
 * The amount that an append may take of an account; undefined where it may not. One number can't say what each category may
 * take: an account that has credits for one category alone, or holds of such, decides everything by replacing its item (R29).
 */
export function freeOf(account: Account): number | undefined {
  const isOneScoped = account.grants.some(
    (grant) => grant.category !== undefined && (remaining(grant) > 0 || grant.held > 0),
  );
  const isAppendable = account.closedAtMs === undefined && account.debt === 0 && !isOneScoped;
  return isAppendable ? balanceOf(account).available : undefined;
}

/** The credits left of an account's limits; undefined of one without any. */
export function limitsLeftOf({ limits }: Account): LimitsLeft | undefined {
  return limits.length === 0
    ? undefined
    : Object.fromEntries(namedCounters(limits).map(({ name, left }) => [name, left]));
}

/** A counter of a limit, as the escrow has it. */
export interface NamedCounter {
  readonly name: string;
  readonly limitId: string;
  /** The value that it counts, where its limit is for `each`. */
  readonly value?: string;
  readonly left: number;
}

/** The counters of limits under their names in the escrow, which stay as they are as long as `rules` does. */
export function namedCounters(limits: readonly Limit[]): readonly NamedCounter[] {
  return limits.flatMap((limit, at) =>
    countersOf(limit).map(({ limitId, value, ...counter }) => ({
      name: limitName(at, value),
      limitId,
      ...present({ value }),
      left: leftIn(counter),
    })),
  );
}

/**
 * A limit's place among the account's and, of one for `each`, 132 bits of a hash of the value: whoever names values may choose them, and
 * two that had one name would be let through by each other.
 */
export function limitName(at: number, value?: string): string {
  return value === undefined
    ? at.toString(36)
    : `${at.toString(36)}_${hash('sha256', value, 'base64url').slice(0, 22)}`;
}

/** Names that the escrow of an account with these limits has at most, for there to be no value more than may be counted. */
export function limitNamesMax(limits: readonly Limit[]): number {
  return limits.filter(({ values }) => values === undefined).length + limitValuesMax;
}

/** Short for a key, or for a hold as some entry left it: 48 bits. Two that are alike cost a filing, never correctness. */
export function markOf(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 8);
}

/** The bytes that a mark adds to the item, with one that the next filing leaves. */
export const markBytes = 8;
