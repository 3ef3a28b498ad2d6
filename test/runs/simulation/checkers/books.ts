/** An account's books as its entries alone make them: bucket by bucket, hold by hold. Written for the checkers, sharing nothing with the product. */
import type { Entry } from '../../../../shared/domain/ledger/entry.ts';
import type { Bucket } from './bucket.ts';
import { leftIn } from './bucket.ts';

export interface BookedHold {
  state: 'open' | 'captured' | 'released' | 'expired';
  readonly expiresAtMs: number;
  readonly pinned: Map<string, number>;
  overrun: number;
  /** By the newest report that was stored; once settled, what was charged. */
  used: number;
  /** Spending limits that count it: the entries that they began with. */
  readonly limits: ReadonlySet<number>;
}

export interface Payment {
  readonly credits: number;
  readonly grantId: string;
  refunded: number;
  isChargedBack: boolean;
}

export interface Books {
  readonly buckets: Map<string, Bucket>;
  readonly holds: Map<string, BookedHold>;
  readonly payments: Map<string, Payment>;
  readonly refundIds: Set<string>;
  readonly charges: Map<number, BookedCharge>;
  readonly kept: Map<string, KeptSum>;
  readonly limits: Map<string, BookedLimit>;
  /** The credits granted in this cycle, and the plan's grant at its start. */
  allotment: number;
  overrun: number;
  debt: number;
  lastMs: number;
  /** When credits last expired. */
  expiredMs: number;
  cycle: { index: number; startMs: number; endMs: number } | undefined;
  planId: string;
  nextPlanId: string | undefined;
  seats: number;
  nextSeats: number | undefined;
  closedAtMs: number | undefined;
  isSuspended: boolean;
}

/** The charge for something kept, and what it exactly cost, in the parts that `Rules` reckons in. */
export interface KeptSum {
  charged: bigint;
  cost: bigint;
  untilMs: number;
  quantity: bigint;
  isKept: boolean;
}

/** The charge of an entry, and the part of it that isn't given back yet. */
export interface BookedCharge {
  readonly credits: number;
  readonly cycle: number;
  readonly atMs: number;
  readonly hold: BookedHold | undefined;
  /** Charged for time: no limit counts it. */
  readonly isKept: boolean;
  undone: number;
  /** Counted as overrun, which no grant paid. */
  overrun: number;
  /** The grants that paid, in their order. */
  readonly payers: { readonly grantId: string; credits: number }[];
  /** By SKU: of the lines that it was priced by. */
  readonly lines: Map<string, { quantity: bigint; credits: number }>;
}

/** The amounts used of a limit in its period, and set aside by open holds that it counts. */
export interface BookedCounter {
  used: number;
  held: number;
}

export interface BookedLimit {
  readonly limitId: string;
  readonly category: string | undefined;
  readonly dimension: NonNullable<Entry['limit']>['dimension'];
  readonly period: string;
  readonly credits: number;
  readonly endsAtMs: number;
  /** The entry that it began with: nothing older counts for it. */
  readonly sinceSeq: number;
  /** By the user it is for, of one for each; of all others by nobody's name. */
  readonly counters: Map<string, BookedCounter>;
  /** When its period began. */
  fromMs: number;
}

export function openBooks(): Books {
  return {
    buckets: new Map(),
    holds: new Map(),
    payments: new Map(),
    refundIds: new Set(),
    charges: new Map(),
    kept: new Map(),
    limits: new Map(),
    allotment: 0,
    overrun: 0,
    debt: 0,
    lastMs: Number.NEGATIVE_INFINITY,
    expiredMs: Number.NEGATIVE_INFINITY,
    cycle: undefined,
    planId: '',
    nextPlanId: undefined,
    seats: 1,
    nextSeats: undefined,
    closedAtMs: undefined,
    isSuspended: false,
  };
}

export function availableIn(books: Books): number {
  let sum = 0;
  for (const bucket of books.buckets.values()) if (!waits(books, bucket)) sum += leftIn(bucket);
  return sum;
}

/** The plan's credits that nobody can spend until it is paid for. */
export function waitingIn(books: Books): number {
  let sum = 0;
  for (const bucket of books.buckets.values()) if (waits(books, bucket)) sum += leftIn(bucket);
  return sum;
}

function waits({ isSuspended }: Books, { source }: Bucket): boolean {
  return isSuspended && source === 'plan';
}

export function heldIn(books: Books): number {
  let sum = 0;
  for (const bucket of books.buckets.values()) sum += bucket.held;
  return sum;
}

/** The credits that could be drawn at an instant, whether or not what has ended by then is written off yet. */
export function availableAt(books: Books, atMs: number): number {
  let sum = 0;
  for (const bucket of books.buckets.values()) if (bucket.expiresAtMs > atMs) sum += leftIn(bucket);
  return sum;
}
